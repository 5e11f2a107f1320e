"""How many of the hard cases an engine passes, by phenomenon.

python benchmarks/cases.py                          the rules engine
python benchmarks/cases.py --engine local           a model, as `claimex extract --model` takes it
python benchmarks/cases.py --misses                 each failed case, and what is wrong with it
python benchmarks/cases.py --only "split quotations" "nested attribution"
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import claimex

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from cases_support import pass_rates, problems, read_cases


def main() -> None:
    """Print the pass rates, and with ``--misses`` what is wrong where."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--engine", default="rules", help="rules, local or provider/model")
    parser.add_argument("--only", nargs="+", metavar="PHENOMENON", help="these phenomena alone")
    parser.add_argument("--misses", action="store_true", help="print what is wrong with each case")
    arguments = parser.parse_args()
    cases = read_cases()
    if unknown := set(arguments.only or ()) - cases.keys():
        parser.error(f"no phenomenon {sorted(unknown)}; there are: {', '.join(cases)}")
    cases = {name: cases[name] for name in arguments.only or cases}
    everything = [case for group in cases.values() for case in group]
    with claimex.Extractor(arguments.engine) as extractor:
        extractions = extractor.extract_many(case.document for case in everything)
        failed = {
            case.id: wrong
            for case, extraction in zip(everything, extractions, strict=True)
            if (wrong := problems(case, extraction))
        }
    print(f"Hard cases, {arguments.engine}")
    print("\n".join(pass_rates(cases, failed)))
    if arguments.misses:
        for name, group in cases.items():
            for case in group:
                if case.id in failed:
                    print(f"\n{name}, {case.id}\n{case.text}")
                    print("\n".join(f"  {line}" for line in failed[case.id]))


if __name__ == "__main__":
    main()
