"""The words by which people are read: titles, roles, trades, and the small words around names."""

from __future__ import annotations

from functools import lru_cache

MET = 8192
"""How many words, names or phrases that were met are remembered with what they are.

With a thousand an archive of news is read a seventh slower; more than this only take memory.
"""


def word_set(words: str) -> frozenset[str]:
    """The words of a list, set apart by white space."""
    return frozenset(words.split())


PARTICLES = word_set(
    """
    de da dos das do del della di van von der den ten ter zu zum la le du bin ibn al el ben
    y e af av
    """
)
COURTESY = word_set(
    """
    mr mrs ms miss mx sir dame lord lady dr prof professor rev reverend fr sr herr frau
    madame monsieur señor señora don doña
    """
)
# Words that stand before a name as a title, capitalised or not, or after it as a role.
PERSON_NOUNS = word_set(
    """
    bouncer comedian musician rapper guitarist drummer dancer novelist chef gambler gunman
    minister secretary undersecretary president vice-president premier chancellor governor
    mayor senator congressman congresswoman representative lawmaker legislator deputy mp mep
    msp cllr councilman councilwoman councillor councilor alderman ambassador envoy diplomat
    consul commissioner director co-director chief chairman chairwoman chairperson chair
    chairwomen head leader spokesman spokeswoman spokesperson lawyer attorney solicitor
    barrister advocate prosecutor judge justice magistrate sheriff marshal officer detective
    inspector superintendent constable sergeant captain major colonel general admiral
    lieutenant commander brigadier corporal private doctor surgeon professor physician
    physicist scientist researcher analyst economist engineer founder co-founder cofounder
    owner co-owner boss executive ceo cfo coo manager coach striker goalkeeper midfielder
    defender winger skipper player singer actor actress author co-author writer poet
    journalist reporter editor columnist correspondent anchor presenter host broadcaster
    activist campaigner organiser organizer farmer fisherman baker nurse teacher headteacher
    headmaster headmistress principal resident neighbour neighbor witness king queen prince
    princess duke duchess emperor sultan emir sheikh pope bishop archbishop cardinal rabbi
    imam pastor priest vicar reverend ayatollah mullah son daughter brother sister wife
    husband mother father widow widower aunt uncle cousin nephew niece grandfather
    grandmother partner ex-wife ex-husband brother-in-law sister-in-law son-in-law aide
    adviser advisor assistant agent negotiator mediator counsel clerk ombudsman treasurer
    trustee whistleblower whistle-blower insider critic rival opponent candidate counterpart
    colleague frontman frontrunner member fellow expert specialist consultant auditor
    accountant banker broker trader investor shareholder financier millionaire billionaire
    tycoon mogul magnate businessman businesswoman entrepreneur developer landlord tenant
    keeper surveyor winner runner-up inventor detective diver juror spy butler servant waiter
    waitress photographer librarian lifeguard technician tailor butcher barber gardener
    cleaner cashier courier smuggler thief undertaker innkeeper cellist merchant porter
    climber rower swimmer wrestler boxer jeweller potter weaver welder tutor abbess abbot
    monk nun translator interpreter chauffeur hunter handler collector goalie earl
    countess baron baroness count heiress sculptor forester
    pal friend man woman boy girl teenager person official bureaucrat employee worker driver
    trucker docker sailor pilot soldier veteran fighter guard warden ranger chemist
    biologist hydrologist geologist historian lecturer student pupil defendant co-defendant
    plaintiff suspect victim survivor caller customer passenger shopper visitor patient user
    voter citizen native immigrant migrant refugee parent pensioner republican democrat
    conservative liberal socialist independent labour tory secretary-general
    premier-designate speaker whip registrar coroner harbormaster harbourmaster postmaster
    stationmaster foreman forewoman delegate captain-general archaeologist curator conductor
    composer artist painter designer architect builder plumber electrician mechanic
    carpenter miner grower breeder trainer jockey referee umpire star legend sweeper
    veterinarian vet midwife paramedic firefighter policeman policewoman cop supervisor
    superior subordinate successor predecessor heir tenor soprano dean provost rector
    vice-chancellor vice-rector strategist pollster lobbyist fundraiser donor
    protester volunteer motorist cyclist commuter hiker skier bystander passer-by sprinter
    prisoner inmate detainee hostage rebel militant burglar claimant steward picket caretaker
    archivist bailiff sexton shepherd angler bartender barista clockmaker watchmaker shoemaker
    dressmaker filmmaker monarch postman
    """
)
_PERSON_ENDINGS = (
    "master",
    "mistress",
    "ologist",
    "ographer",
    "ician",
    "woman",
    "keeper",
    "onomist",
    "ometrist",
    "nomer",
    "nist",
    "tist",
    "cist",
    "gist",
)
_TITLE_ABBREVIATIONS = word_set(
    """
    gov sen rep gen lt col maj capt sgt cpl cmdr adm det insp supt pres sec hon amb atty
    gov-elect pm
    """
)
# Trades that are surnames, too.
TRADE_SURNAMES = word_set(
    """
    merchant porter hunter butler barber tailor potter weaver gardener fisher miller cook
    baker mason carpenter page marshal king prince bishop pope major judge abbot earl
    farmer dancer driver player fellow native parent friend gambler chandler spicer
    """
)
# Trades of a person, and kinds of companies.
TRADES = word_set(
    """
    publisher brewer builder broker developer operator miner miller shipper producer
    retailer manufacturer grocer jeweller restaurateur hotelier
    """
)
TITLES = PERSON_NOUNS | COURTESY | _TITLE_ABBREVIATIONS
ABBREVIATED = {
    "gov": "governor",
    "sen": "senator",
    "rep": "representative",
    "gen": "general",
    "prof": "professor",
    "pres": "president",
    "col": "colonel",
    "capt": "captain",
    "sgt": "sergeant",
    "insp": "inspector",
    "det": "detective",
    "pm": "minister",
}
DETERMINERS = word_set("the a an this that these those some any its his her their our my whose")
# Words that no title or description goes across.
LINKS = word_set(
    """
    of for in on at by to from with without and or but nor that who whom which when while
    where as if after before because since until than about against between into over under
    is are was were be been has have had will would could should may might can did does do
    not also said says told tells asked added wrote called calls named quoted met sued saw
    heard gave took made let say tell ask threw joined praised here there then now he she it
    they we you i what how why according
    """
)
DESCRIBING = word_set(
    """
    retired elected appointed disgraced jailed sacked convicted exiled ousted deposed
    embattled self-described renowned acclaimed celebrated outgoing incoming acting ruling
    leading managing serving visiting sitting founding governing running reigning striking
    touring commanding trading mining shipping banking building fishing training marketing
    engineering housing planning dredging defending boxing racing farming publishing
    advertising consulting nursing accused wanted
    """
)
OFFICE_WORDS = word_set(
    """
    state defense defence foreign affairs finance justice health education labor labour
    interior agriculture commerce energy trade transport transportation environment homeland
    security treasury staff war culture economy police planning tourism sport sports science
    technology fisheries mining mines housing immigration development communications
    industry water sanitation veterans urban human services the and home public works
    parliament government
    """
)
# Offices that act for a state, for a town, for a body that they lead.
STATE_OFFICES = word_set(
    """
    minister ministers secretary secretaries undersecretary president premier chancellor
    ambassador envoy diplomat governor-general negotiator king queen emir sultan director
    official officials commissioner general admiral representative counterpart
    """
)
TOWN_OFFICES = word_set(
    """
    mayor councilman councilwoman councillor councilor alderman mayors
    """
)
LEADING_OFFICES = word_set(
    """
    executive executives ceo chairman chairwoman chair chairperson president founder
    co-founder owner boss director head leader managing chief chiefs manager
    secretary-general coach
    """
)
PROXIES = word_set(
    """
    lawyer attorney solicitor barrister counsel agent spokesman spokeswoman spokesperson
    adviser advisor aide negotiator representative lawyers attorneys negotiators
    representatives
    """
)

# Who heads it: "her ministry" is that of the minister.
HEADED_BY: dict[str, frozenset[str]] = {
    "ministry": word_set("minister"),
    "department": word_set("minister secretary commissioner"),
    "government": word_set("minister premier president chancellor"),
    "cabinet": word_set("minister premier president chancellor mayor"),
    "company": word_set("chief founder owner ceo director chairman chairwoman executive boss"),
    "firm": word_set("chief founder owner ceo director chairman chairwoman executive boss"),
}

# Who has no lawyer in a report: "his lawyer" is not that of the prosecutor.
AT_THE_BAR = word_set(
    """
    prosecutor judge lawyer attorney solicitor barrister magistrate justice detective
    inspector sergeant constable
    """
)
# Nouns that describe somebody already named rather than an office that nobody may hold.
EPITHETS = word_set(
    """
    man woman millionaire billionaire tycoon veteran father mother star striker winger
    lawyer coach republican democrat native conservative liberal businessman businesswoman
    mogul magnate pensioner grandmother grandfather actress actor singer author scientist
    researcher physicist politician player manager entrepreneur financier lawmaker
    legislator accused defendant teenager goalkeeper midfielder defender novelist chef
    frenchman
    """
)

FEMALE_NOUNS = word_set(
    """
    mrs ms miss dame lady madame frau señora queen princess duchess actress businesswoman
    woman girl wife mother daughter sister widow aunt niece grandmother ex-wife
    abbess nun countess baroness heiress waitress
    sister-in-law spokeswoman chairwoman congresswoman councilwoman headmistress soprano
    policewoman forewoman midwife
    """
)
MALE_NOUNS = word_set(
    """
    mr sir lord monsieur herr señor king prince duke emperor businessman man boy husband
    father son brother widower uncle nephew grandfather ex-husband brother-in-law son-in-law
    abbot monk butler earl baron
    spokesman chairman congressman councilman alderman headmaster tenor policeman fisherman
    pope bishop imam cardinal foreman frontman ayatollah
    """
)

# Nouns by which somebody is meant who was introduced by one of the others.
KINDRED_ROLES: dict[str, tuple[str, ...]] = {
    "player": ("striker", "winger", "midfielder", "goalkeeper", "defender", "captain"),
    "star": ("striker", "winger", "midfielder", "actor", "actress", "singer", "player"),
    "hitman": ("striker",),
    "lawmaker": ("senator", "congressman", "congresswoman", "representative", "deputy", "mp"),
    "legislator": (
        "lawmaker",
        "senator",
        "congressman",
        "congresswoman",
        "representative",
        "deputy",
    ),
    "lawyer": ("attorney", "solicitor", "barrister", "counsel"),
    "attorney": ("lawyer", "counsel"),
    "coach": ("manager", "boss"),
    "manager": ("coach", "boss"),
    "scientist": ("physicist", "biologist", "chemist", "researcher", "professor"),
    "researcher": ("scientist", "physicist", "biologist", "chemist", "professor", "hydrologist"),
    "doctor": ("surgeon", "physician"),
    "policeman": ("officer", "constable", "sergeant", "inspector"),
    "tycoon": ("owner", "founder", "billionaire", "millionaire"),
    "executive": ("ceo",),
    "ceo": ("executive",),
    "premier": ("minister",),
    "minister": ("premier",),
    "officer": (
        "constable",
        "sergeant",
        "inspector",
        "detective",
        "policeman",
        "policewoman",
        "lieutenant",
    ),
}
PLURALS = word_set(
    """
    sources insiders
    people police men women children staff folk folks media clergy public crew troops
    """
)
COUNT_WORDS = word_set(
    """
    a an the this that these those some several many few two three four five six seven eight
    nine ten both other another its his her their whose our my one each every any certain
    most all
    """
)
# Capitalised at the start of a sentence, never the start of a name there.
OPENERS = word_set(
    """
    the a an in on at by for from to of and but or nor so yet as if when while after before
    since until though although because according under over about above below between among
    against during without within outside inside he she it they we you i his her its their
    our your my this that these those there here what who whose which why how where not no
    yes both each every some many most all two three four five six seven eight nine ten one
    several few another other also then now today yesterday tomorrow tonight last next
    earlier later meanwhile however still even only just asked pressed speaking separately
    instead indeed perhaps maybe despite amid following once whether with monday tuesday
    wednesday thursday friday saturday sunday january february march april may june july
    august september october november december mid late early old new former ex anchor
    shares such
    """
)
CALENDAR = word_set(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april
    june july august september october november december christmas easter lent parliament i
    god internet
    """
)


@lru_cache(maxsize=MET)
def is_person_noun(word: str) -> bool:
    """Whether a singular noun, in any case, names a person by role, work or kinship."""
    folded = word.casefold().rstrip(".")
    if folded in PERSON_NOUNS or folded in TITLES:
        return True
    return (folded.endswith(_PERSON_ENDINGS) and len(folded) > 6) or folded.startswith("ex-")


@lru_cache(maxsize=MET)
def singular(word: str) -> str:
    """A noun without the ending of the plural: "ministers", "deputies" and "women"."""
    if word.endswith("women") or (word.endswith("men") and word != "men"):
        return word[:-2] + "an"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
