"""Scores extractions against annotated documents: one definition of every figure, for everyone.

    gold = read_gold("gold.jsonl")
    report = score(gold, read_predictions("out.jsonl"))
    print(report.table()); report.micro.f1.value; report.model_dump_json()

A predicted claim or denial matches a gold one of its kind when the character F1 of their content
spans (white space ignored) is at least 0.5, greedily, best first, one to one. An agreement matches
when the F1 of the party sets is at least 0.5, ties going to the higher content overlap; a
non-response when source or cue overlap. Names are the same when the Jaccard index of their
case-folded words, without articles, "of" and possessive 's, is at least 0.5.

What gold leaves null is unknown and not scored. Rows of incomplete documents count for recall, and
their matches for the figures on matches; nothing there makes a false alarm.
"""

from claimex.evaluation.gold import GoldDocument, GoldStatement, read_gold, read_predictions
from claimex.evaluation.report import Figure, KindScores, LinkScores, Report
from claimex.evaluation.scoring import score

__all__ = [
    "Figure",
    "GoldDocument",
    "GoldStatement",
    "KindScores",
    "LinkScores",
    "Report",
    "read_gold",
    "read_predictions",
    "score",
]
