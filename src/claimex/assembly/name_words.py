"""The words by which names are read: titles, roles, kinds of bodies and documents."""

from __future__ import annotations

from functools import lru_cache


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


PARTICLES = _set(
    """
    de da dos das do del della di van von der den ten ter zu zum la le du bin ibn al el ben
    y e af av
    """
)
COURTESY = _set(
    """
    mr mrs ms miss mx sir dame lord lady dr prof professor rev reverend fr sr herr frau
    madame monsieur señor señora don doña
    """
)
# Words that stand before a name as a title, capitalised or not, or after it as a role.
PERSON_NOUNS = _set(
    """
    bouncer comedian musician rapper guitarist drummer dancer novelist chef gambler gunman
    minister secretary undersecretary president vice-president premier chancellor governor
    mayor senator congressman congresswoman representative lawmaker legislator deputy mp mep
    msp councilman councilwoman councillor councilor alderman ambassador envoy diplomat
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
    vice-chancellor strategist pollster lobbyist fundraiser donor
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
_TITLE_ABBREVIATIONS = _set(
    """
    gov sen rep gen lt col maj capt sgt cpl cmdr adm det insp supt pres sec hon amb atty
    gov-elect pm
    """
)
# Trades that are surnames, too.
TRADE_SURNAMES = _set(
    """
    merchant porter hunter butler barber tailor potter weaver gardener fisher miller cook
    baker mason carpenter page marshal king prince bishop pope major judge abbot earl
    farmer dancer driver player fellow native parent friend gambler chandler spicer
    """
)
# Trades of a person, and kinds of companies.
TRADES = _set(
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
DETERMINERS = _set("the a an this that these those some any its his her their our my whose")
# Words that no title or description goes across.
LINKS = _set(
    """
    of for in on at by to from with without and or but nor that who whom which when while
    where as if after before because since until than about against between into over under
    is are was were be been has have had will would could should may might can did does do
    not also said says told tells asked added wrote called calls named quoted met sued saw
    heard gave took made let say tell ask threw joined praised here there then now he she it
    they we you i what how why according
    """
)
DESCRIBING = _set(
    """
    retired elected appointed disgraced jailed sacked convicted exiled ousted deposed
    embattled self-described renowned acclaimed celebrated outgoing incoming acting ruling
    leading managing serving visiting sitting founding governing running reigning striking
    touring commanding trading mining shipping banking building fishing training marketing
    engineering housing planning dredging defending boxing racing farming publishing
    advertising consulting nursing accused wanted
    """
)
OFFICE_WORDS = _set(
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
STATE_OFFICES = _set(
    """
    minister ministers secretary secretaries undersecretary president premier chancellor
    ambassador envoy diplomat governor-general negotiator king queen emir sultan director
    official officials commissioner general admiral representative counterpart
    """
)
TOWN_OFFICES = _set(
    """
    mayor councilman councilwoman councillor councilor alderman mayors
    """
)
LEADING_OFFICES = _set(
    """
    executive executives ceo chairman chairwoman chair chairperson president founder
    co-founder owner boss director head leader managing chief chiefs manager
    secretary-general coach
    """
)
PROXIES = _set(
    """
    lawyer attorney solicitor barrister counsel agent spokesman spokeswoman spokesperson
    adviser advisor aide negotiator representative lawyers attorneys negotiators
    representatives
    """
)

# Who has no lawyer in a report: "his lawyer" is not that of the prosecutor.
AT_THE_BAR = _set(
    """
    prosecutor judge lawyer attorney solicitor barrister magistrate justice detective
    inspector sergeant constable
    """
)
# Nouns that describe somebody already named rather than an office that nobody may hold.
EPITHETS = _set(
    """
    man woman millionaire billionaire tycoon veteran father mother star striker winger
    lawyer coach republican democrat native conservative liberal businessman businesswoman
    mogul magnate pensioner grandmother grandfather actress actor singer author scientist
    researcher physicist politician player manager entrepreneur financier lawmaker
    legislator accused defendant teenager goalkeeper midfielder defender novelist chef
    frenchman
    """
)

FEMALE_NOUNS = _set(
    """
    mrs ms miss dame lady madame frau señora queen princess duchess actress businesswoman
    woman girl wife mother daughter sister widow aunt niece grandmother ex-wife
    abbess nun countess baroness heiress waitress
    sister-in-law spokeswoman chairwoman congresswoman councilwoman headmistress soprano
    policewoman forewoman midwife
    """
)
MALE_NOUNS = _set(
    """
    mr sir lord monsieur herr señor king prince duke emperor businessman man boy husband
    father son brother widower uncle nephew grandfather ex-husband brother-in-law son-in-law
    abbot monk butler earl baron
    spokesman chairman congressman councilman alderman headmaster tenor policeman fisherman
    pope bishop imam cardinal foreman frontman ayatollah
    """
)

GOVERNMENT_HEADS = _set(
    """
    ministry department government administration cabinet parliament senate congress embassy
    consulate chancellery legislature assembly treasury presidency kremlin knesset authority
    customs secretariat agency directorate
    """
)
COMPANY_HEADS = _set(
    """
    company firm business corporation retailer insurer airline carrier manufacturer maker
    developer operator supplier exporter importer utility bank lender brand conglomerate
    start-up startup contractor chain brewery builder shipper broker publisher group
    producer miner miller owner rival bidder buyer seller brewer giant chipmaker carmaker
    drugmaker consortium employer yard shipyard dairy bakery winery quarry
    """
)
MEDIA_HEADS = _set(
    """
    newspaper paper magazine outlet broadcaster network station channel website tabloid
    daily weekly agency podcast programme
    """
)
ORGANISATION_HEADS = (
    GOVERNMENT_HEADS
    | COMPANY_HEADS
    | MEDIA_HEADS
    | _set(
        """
    office bureau commission committee council court police army military navy militia force
    fund union club team side league federation association institute institution university
    college school hospital church party campaign journal charity foundation watchdog
    gallery restaurant pub shop store supermarket garage library archive prison jail hospice
    nursery academy conservatory convent monastery abbey depot collective league farm mill
    regulator board society trust museum hotel mine port airport plant coalition alliance
    opposition bloc delegation mission staff jury tribunal panel body exchange ngo
    laboratory lab centre center organisation organization guild chamber service squad
    brigade regiment prosecution defence diocese parish village town city county borough
    district state country nation wing faction movement think-tank clinic zoo aquarium
    factory refinery cannery cooperative co-operative partnership inquiry monitor orchestra
    theatre theater dealership crew desk unit syndicate
    """
    )
)
# What capitalised words in a body's own name say about its kind.
KIND_TOKENS: dict[str, frozenset[str]] = {
    "union": _set(
        """
    union workers teamsters brotherhood federation guild unite unison labourers drivers
    teachers nurses seafarers dockers
    """
    ),
    "club": _set(
        """
    rovers united city fc afc athletic albion wanderers town county rangers hotspur villa
    club wednesday sporting real dynamo borussia racing harriers thistle academical
    olympique
    """
    ),
    "media": _set(
        """
    times post herald bugle beacon gazette news tribune journal chronicle daily mail express
    mirror telegraph guardian observer courier echo argus star sun record press wire radio
    tv television channel broadcasting magazine review examiner sentinel dispatch register
    reuters bloomberg
    """
    ),
    "company": _set(
        """
    asa oyj oy nv bv spa srl kg kk bhd pty inc corp corporation co ltd llc plc gmbh ag sa
    company companies group holdings holding partners capital foods brands trading mills
    transit logistics ferries motors airlines airways air industries systems technologies
    technology energy oil gas petroleum steel mining minerals metals chemicals pharma
    pharmaceuticals biotech labs electronics semiconductor software solutions services media
    entertainment studios pictures records stores markets retail beverages breweries brewing
    shipping freight rail railways lines cruises hotels resorts properties realty estates
    homes construction builders engineering dynamics robotics aerospace aviation power
    electric water utilities telecom communications mobile wireless networks insurance
    mutual assurance financial investments securities ventures equity bank bancorp trust
    fisheries farms dairy seafood agri timber lumber paper packaging plastics glass textiles
    fashion apparel söhne brothers bros sons associates consulting advisors enterprises
    international global worldwide works exporters exports imports café cafe highlands
    magnetics optics genetics therapeutics diagnostics batteries lithium solar wind cement
    haulage hauliers laboratories laboratory audio marine shipyard shipyards shipbuilding
    surfacing elevator elevators lifts yachts boats bikes toys games gaming publishing
    publishers press sound vision optical sciences genomics medical healthcare staffing
    recruitment catering tobacco spirits distillery distillers vineyards wines chocolate
    confectionery sugar grain seeds fertilisers fertilizers terminals aggregates bricks
    ceramics carpets furniture wool leather footwear pulp fish
    """
    ),
    "police": _set(
        """
    police constabulary gendarmerie
    """
    ),
    "bank": _set(
        """
    bank bancorp banco banque
    """
    ),
    "institute": _set(
        """
    institute
    """
    ),
}
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
HEAD_KINDS: dict[str, str] = {
    **dict.fromkeys(COMPANY_HEADS - {"bank", "lender"}, "company"),
    **dict.fromkeys(("bank", "lender"), "bank"),
    **dict.fromkeys(MEDIA_HEADS, "media"),
    **dict.fromkeys(("club", "side", "team"), "club"),
    "union": "union",
    "force": "police",
}
BODY_TOKENS = (
    frozenset().union(*KIND_TOKENS.values())
    | ORGANISATION_HEADS
    | _set(
        """
    protocol accord treaty agreement framework act pact bill program programme
    administration
    """
    )
) - {
    "state",
    "side",
    "owner",
    "rival",
    "maker",
    "miller",
    "seller",
    "monitor",
    "star",
    "miner",
    "sun",
}
# Kinds of bodies that are surnames, too: "Martin Mills" is a person, "Bakka Mills" is none.
AMBIGUOUS_SURNAMES = _set(
    """
    mills glass steel power star post record church town county law side court squad school
    crew desk bank brand maker miner brewer builder page works marks banks stores parks
    homes lines field sun trust electric chamber rail gas water mail echo villa real thistle
    brothers sons paper wells rangers mine labs stark energy city
    """
)
PLACE_TOKENS = _set(
    """
    tower towers plaza stadium arena lake river mount mountain street road avenue square
    bridge island islands bay cape valley coast sea ocean beach boulevard lane airport
    harbour harbor strait gulf desert peninsula highway park
    """
)
DOCUMENT_HEADS = _set(
    """
    report document documents letter letters indictment filing filings statement study paper
    papers complaint lawsuit suit memo memorandum email emails e-mail e-mails records record
    register survey poll review ruling judgment judgement verdict affidavit transcript
    release draft note notes audit analysis article story post posts tweet book minutes
    testimony data figures notice brief bulletin dossier reports findings submission
    petition motion charge-sheet biography diary log logs invoice invoices accounts website
    estimate communique communiqué briefing headline editorial script
    """
)
PLURALS = _set(
    """
    people police men women children staff folk folks media clergy public crew troops
    """
)
COUNT_WORDS = _set(
    """
    a an the this that these those some several many few two three four five six seven eight
    nine ten both other another its his her their whose our my one each every any certain
    most all
    """
)
# Capitalised at the start of a sentence, never the start of a name there.
OPENERS = _set(
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
CALENDAR = _set(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april
    june july august september october november december christmas easter lent parliament i
    god internet
    """
)


@lru_cache(maxsize=65536)
def is_person_noun(word: str) -> bool:
    """Whether a singular noun, in any case, names a person by role, work or kinship."""
    folded = word.casefold().rstrip(".")
    if folded in PERSON_NOUNS or folded in TITLES:
        return True
    return (folded.endswith(_PERSON_ENDINGS) and len(folded) > 6) or folded.startswith("ex-")


@lru_cache(maxsize=65536)
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
