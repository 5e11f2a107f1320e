"""Scores extractions against annotated documents: one definition of every figure, for everyone.

    gold = read_gold("gold.jsonl")
    predicted = read_predictions("out.jsonl")
    report = score(gold, predicted)
    print(report.table()); report.micro.f1.value; report.model_dump_json()
    print(break_down(gold, predicted, "cue").table())    # where it goes wrong
    print(diagnose(gold, predicted).text())              # each error in context, by cause
    print(compare(gold, before, after).table())          # a paired bootstrap test

A predicted claim or denial matches a gold one of its kind when the character F1 of their content
spans (white space ignored) is at least 0.5, greedily, best first, one to one. An agreement matches
when the F1 of the party sets is at least 0.5, ties going to the higher content overlap; a
non-response when source or cue overlap. Names are the same when the Jaccard index of their
case-folded words, without articles, "of" and possessive 's, is at least 0.5.

What gold leaves null is unknown and not scored. Rows of incomplete documents count for recall, and
their matches for the figures on matches; nothing there makes a false alarm.
"""

from claimex.evaluation.breakdown import Breakdown, By, Part, break_down
from claimex.evaluation.comparison import Comparison, Difference, compare
from claimex.evaluation.diagnosis import Cause, Diagnosis, Finding, Outcome, diagnose
from claimex.evaluation.gold import GoldDocument, GoldStatement, read_gold, read_predictions
from claimex.evaluation.report import Figure, KindScores, LinkScores, Report
from claimex.evaluation.scoring import score

__all__ = [
    "Breakdown",
    "By",
    "Cause",
    "Comparison",
    "Diagnosis",
    "Difference",
    "Figure",
    "Finding",
    "GoldDocument",
    "GoldStatement",
    "KindScores",
    "LinkScores",
    "Outcome",
    "Part",
    "Report",
    "break_down",
    "compare",
    "diagnose",
    "read_gold",
    "read_predictions",
    "score",
]
