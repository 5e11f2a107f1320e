"""The patterns of not answering: each one's ``cue`` is what is marked."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hinted:
    """A pattern, and parts of words of which it needs one, in lower case.

    A pattern that ignores case is tried at each letter; the hints are looked for in far less time.
    """

    hints: tuple[str, ...]
    words: re.Pattern[str]

    def may_stand_in(self, lowered: str) -> bool:
        """Whether a lower-cased text has one of the hints."""
        return any(map(lowered.__contains__, self.hints))


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.VERBOSE | re.IGNORECASE)


# Words without which none of the patterns matches.
TRIGGERS = frozenset(
    """comment comments respond responded reply replied answer answered unanswered unreturned
    reached reach return returned referred redirected directed hung response responses decline
    interviewed elaborate unavailable discuss unsuccessful speak ignored contacted pick picked take
    phone say add drawn success vain avail back waiting awaiting questions queries inquiries
    enquiries answering commenting responding speaking replying silence silent quiet mum
    reporters pointed interview requests""".split()
)
_NOT = r"(?:not|n['’]t|never)"
_DO = rf"(?:(?:did|do|does|had|has|have|would|could)(?:\s{_NOT}|n['’]t)|never)"
_SOON = r"(?:\s(?:immediately|yet|return|promptly|directly|publicly|initially|also))*"
ASKED = (
    r"(?:questions?|inquir\w+|enquir\w+|quer(?:y|ies)|requests?|calls?|messages?|e-?mails?|texts?"
    r"|letters?|comment|interview|phone|telephone|door(?:bell)?)"
)
# "could not be reached by phone", but not "by road"
_BY_PHONE = r"(?!\sby\s(?!phone|telephone|e-?mail|text|press|deadline|[^.,;]{1,40}\sfor\scomment))"
# "could not be contacted by the Herald": who calls has a name.
_BY_CALLER = rf"(?:{_BY_PHONE}|(?=\sby\s(?-i:(?:the\s)?[A-Z])))"
_RESPONDS = rf"""{_DO}{_SOON}\s(?:
    respond(?:ed)? | repl(?:y|ied) | answer(?:ed)?
  | comment(?:ed)?(?=\s(?:on|when|by)|[.,;])
  | # "did not return a reporter's phone calls"
    return(?:ed)?\s
    (?:(?:a|an|his|her|our|their|the|repeated|several|two|three|multiple|\w+[’']s)\s)*
    (?:\w+\s){{0,2}}?(?:phone\s)?{ASKED}
  )"""
# "did not pick up the telephone", "has yet to reply"
_UNHEARD = rf"""{_DO}{_SOON}\s(?:
    pick\sup(?:\sthe\s(?:tele)?phone)?
  | take\s(?:any\s|our\s|the\s\w+[’']s\s)?calls?
  | come\sto\sthe\s(?:tele)?phone
  | get\sback\sto\s\w+
  | return\sour\s\w+
  )
  | (?:has|have|had)\syet\sto\s(?:respond|reply|comment|answer)"""
_DECLINES = rf"""
    (?:(?:has|have|had|also|again|repeatedly)\s)?
    # "a parrot that declines to answer": a habit, no reply to a question.
    (?!(?:declines|refuses)\sto\s(?:answer|speak)\s?[.,;])
    (?:declined|declines|refused|refuses|declining)\s
    (?:(?:\w+ly\s)?(?:to|all|any))\s(?:\w+ly\s)?
    (?:comment | be\sinterviewed | discuss\s | answer | speak | elaborate | talk\sto | be\squoted
      | say(?=\s(?:whether|when|how|why|who|what|if|more)\b|[.,;])
      | respond | make\sany\scomment | requests?\sfor\s(?:comment|interviews?)
      | provide\s(?:a\s)?(?:comment|statement))
  | (?:would|will|could|can)\s{_NOT}\scomment
  | (?:won|can|couldn)['’]t\scomment
  | (?:would\s{_NOT}|wouldn['’]t)\s(?:comment|speak\sto|talk\sto|be\sdrawn|discuss)
  | # "would not take follow-up questions"
    (?:(?:would|will|did)\s{_NOT}|wouldn['’]t|didn['’]t)\s(?:take|accept|field)\s
    (?:[\w-]+\s){{0,2}}?questions
  | took\sno\s(?:[\w-]+\s)?questions
  | refused\sto\sbe\sdrawn
  | did\s{_NOT}\swish\sto\s(?:comment|speak)
  | (?:had|has|have)\snothing\s(?:more\s|further\s)?to\s(?:say|add)
  | (?:said|says)(?:\sonly)?,?\s[“"‘']no\s(?:further\s)?comment
  | (?:had|have|has|offered|gave|made|with)\sno\s(?:immediate\s|further\s)?comment
  | hung\sup
  | # "walked away without answering"
    (?:walked|turned|hurried|drove|strode)\s(?:away|off|out|past\s\w+)\swithout\s
    (?:answering|comment(?:ing)?|responding|speaking|replying)
  | left\swithout\s(?:answering|commenting|speaking)
    (?=\s(?:any\s)?questions?\b|[.,;]|\sto\sreporters)
  | brushed\spast\sreporters
  | (?:stayed|remained|kept)\s(?:silent|quiet|mum)(?=\swhen\s(?:asked|questioned))
  | (?:did\s{_NOT}|didn['’]t)\s(?:provide|offer|make|give)\s(?:a|any)\s(?:comment|statement)
  | ignored\s(?:\w+\s){{0,3}}{ASKED}
  | turned\sdown\s(?:a\s|an\s|our\s)?(?:\w+\s)?requests?\sfor
  | # "declined an interview request"
    (?:declined|refused|rejected|turned\sdown)\s(?:(?:a|an|the|our|all|repeated|several)\s)*
    (?:(?:interview|media|press)\srequests? | requests?\sfor\s(?:comment|(?:an\s)?interviews?))"""
_UNREACHED = rf"""
    (?:could\s{_NOT}|couldn['’]t)(?:\simmediately)?\sbe\s(?:immediately\s)?
    (?:reached{_BY_PHONE}|contacted{_BY_CALLER})
  | # "was travelling and unavailable for comment"
    (?:was|were)\s(?:[\w-]+\sand\s)?(?:not\s|un)(?:immediately\s)?(?:available|reachable)
    (?=\s(?:for\scomment|to\scomment|last|on|by)|[.,;])"""
# "referred all questions to her lawyer"
_REFERS = rf"""(?:referred|redirected|directed|forwarded|pointed)\s
    (?:(?:all|any|our|his|her|their|further|press|media|a|the|most)\s)*
    (?:us|{ASKED}|reporters?|journalists?|callers?|the\s[\w’']+|[\w’']+)\s
    (?:\w+\s){{0,6}}?(?:to|back\sto)\b
  | # "passed the paper's questions to"
    (?:passed|steered|pointed)\s(?:[\w’']+\s){{0,3}}?
    (?:questions?|quer(?:y|ies)|inquir\w+|enquir\w+|requests?\sfor\scomment)\s
    (?:\w+\s){{0,6}}?(?:to|back\sto)\b"""
_UNANSWERED = r"""
    (?:went|go|gone|were|was|remained|has\sgone|have\sgone|had\sgone)\s
    (?:unanswered | unreturned | not\s(?:immediately\s)?(?:returned|answered) | unsuccessful
      | ignored | met\swith\ssilence)
  | (?:drew|brought|got|elicited|met\swith|received|produced)\sno\s(?:immediate\s)?
    (?:answer|reply|response)"""

# The name of the group that matched is the manner, but for ``passed``: a question went unanswered.
AFTER_SUBJECT = Hinted(
    (
        *("not", "n't", "n’t", "never", "yet", "declin", "refus", "comment", "hung", "ignored"),
        *("turned", "available", "reachable", "referred", "directed", "forwarded", "unanswered"),
        *("unreturned", "unsuccessful", "took no", "passed", "steered", "pointed", "without"),
        *("silent", "quiet", "mum", "silence", "no answer", "no reply", "no response"),
        *("past reporters", "immediate", "request"),
    ),
    _compile(
        rf"""\b(?P<cue>
      (?P<no_response>{_RESPONDS})
    | (?P<unheard>{_UNHEARD})
    | (?P<declined>{_DECLINES})
    | (?P<unreachable>{_UNREACHED})
    | (?P<referred>{_REFERS})
    | (?P<passed>{_UNANSWERED})
    )"""
    ),
)
# "could not reach the minister", "was unable to contact her"
BEFORE_OBJECT = Hinted(
    ("reach", "contact"),
    _compile(
        r"""\b(?P<cue>
      (?:could|can)(?:\snot|n['’]t)\s(?:immediately\s)?reach
    | (?:was|were|been)\s(?:unable|not\sable)\sto\s(?:immediately\s)?(?:reach|contact)
    | failed\sto\sreach
    )\s"""
    ),
)
# "has not received a reply", "received no response"
RECEIVED = Hinted(
    ("receive", "get", "got", "hear"),
    _compile(
        r"""\b(?P<cue>
      (?:did|has|have|had)(?:\snot|n['’]t)\s(?:immediately\s)?
      (?:receive|received|get|got|hear|heard)\s
      (?:back|a\sresponse|any\sresponse|a\sreply|any\sreply|an\sanswer|responses?|repl(?:y|ies)
        |comment)
    | received\sno\s(?:response|reply|answer|comment)
    )"""
    ),
)
# "We've put the figures to the ministry and are still waiting for a reply"
WAITING = Hinted(
    ("waiting",),
    _compile(
        r"""\b(?P<cue>(?:(?:is|are|was|were)\s)?(?:still\s)?(?:waiting\sfor|awaiting)\s
      (?:an?\s|any\s|its\s|their\s|his\s|her\s)?(?:repl(?:y|ies)|responses?|answers?|comment))\b"""
    ),
)
PUT_TO = _compile(
    r"""\b(?:put|sent|submitted)\s(?:[\w’'-]+\s){1,8}?to\s
    | \b(?:contacted|approached|asked|emailed|called|phoned|written\sto|wrote\sto)\s"""
)
# What an answer in a transcript may be: "I won't comment on donors.", "No comment.", "Next."
REFUSAL = _compile(
    r"""(?:well,\s|sorry,\s|look,\s)?(?:
      (?:I|we)(?P<cue>
        (?:\s(?:will\snot|won['’]t|can\s?not|can['’]t|do\snot|don['’]t|decline\sto)
          |(?:\sam|['’]m|\sare|['’]re)\snot\sgoing\sto
          |(?:\swould|['’]d)\s(?:rather|prefer)\snot(?:\sto)?
          |\shave\sno)
        \s(?:comment | discuss | talk\sabout | get\sinto | go\sinto | answer\sthat)\b)
    | (?P<bare>no\scomment)
    )"""
)
PASSING = _compile(r"next(?:\squestion)?(?:,\splease)?[.!]?")
# "sought comment from", "contacted"
SOUGHT = _compile(
    r"""\b(?:sought|requested|asked\sfor|seeking|reached\sout|request(?:s|ing)?)\s(?:for\s)?
      (?:a\s)?(?:comments?|response|an?\sinterview)?\s*(?:from|to|of)\s
    | \b(?:contacted|approached|asked|emailed)\s"""
)
# "asked for a comment", "approached the ministry for a response"
ASKING = _compile(
    r"""(?:sought|asked\sfor|requested)\s(?:\w+\s){0,2}?(?:comments?|response)
    | \b(?:asked|contacted|approached|emailed)\s
      (?:[\w’'-]+\s){1,7}?for\s(?:a\s)?(?:comment|response|reply)"""
)
# "messages left for", "attempts to reach"
ATTEMPT = _compile(
    r"""\b(?:messages?|calls?|e-?mails?|texts?|attempts?|efforts?|requests?|letters?|inquir\w+
      |questions?|voicemails?)\b
    (?:[^.;]{0,40}?)\s
    (?:left\s(?:at|for|with)|sent\sto|to\sreach|to\scontact|to|at|with|seeking\scomment\sfrom
      |for\scomment\s(?:from|to))\s"""
)
# What may follow "did not respond" where a question is meant: nothing, an end, or a time …
PLAIN_END = _compile(
    r"""\s*(?:[.;,)”"—–]|$
    |\b(?:by|before|as\sof|on|in\stime|within|when|until|at|immediately)\b)"""
)
# … or what was asked: "to several written questions".
ASKED_THING = _compile(rf"\s(?:to\s)?(?:\w+[’']?s?\s){{0,6}}?{ASKED}")
# Whom or what one refers elsewhere, where it is for a comment.
REFERRED = _compile(rf"\b(?:us|{ASKED}|reporters?|journalists?|callers?)\b")
# … or, of an outlet by its name, to whom or what: "pointed The Courier to the firm's lawyers".
TO_OTHERS = re.compile(
    r"\w+\s(?!Mr|Ms|Mrs|Dr)(?:[Tt]he\s)?[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*)*\sto\s(?:[\w’'-]+\s){1,5}?"
    r"(?:lawyers?|attorneys?|statements?|website|spokes\w+|(?:legal|press|media)\s\w+)\b"
)
_NAME = r"(?P<who>(?:[Tt]he\s)?[A-Z][\w’'&-]*(?:\s[A-Z][\w’'&-]*)*)"
# "… to three written questions from The Courier", "… to The Courier"
ASKED_BY = re.compile(
    r"\s(?:to\s)?(?:(?:a|an|the|several|repeated|multiple|written|two|three)\s)*"
    rf"(?:\w+\s){{0,3}}?(?:from|by)\s{_NAME}"
)
SPOKEN_TO = re.compile(rf"\sto\s{_NAME}")
# "… from the ministry", but not "from its spokesman"
RECEIVED_FROM = re.compile(r"\s(?:from|to)\s(?!its|our|his|her|their)")
# "We tried to reach Dr Ono, without success"
TRIED = Hinted(
    ("try", "tried", "tries"),
    _compile(r"\b(?P<cue>tr(?:y|ied|ies)\sto\s(?:reach|contact|call|speak\sto))\s"),
)
IN_VAIN = _compile(r"\bwithout\s(?:success|luck|answer|reply)\b|\bin\svain\b|\bto\sno\savail\b")
# "Neither the club nor the league responded to requests for comment"
ANSWERED = Hinted(
    ("neither", "nobody", "none", "no"),
    _compile(
        rf"""\b(?P<cue>responded|replied|answered|commented|returned)
    (?=[^.;]{{0,40}}?\b{ASKED}|[.,;])"""
    ),
)
