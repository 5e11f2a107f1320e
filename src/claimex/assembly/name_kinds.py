"""The nouns that tell the kind of a body or document, and the words of bodies' own names."""

from __future__ import annotations

from claimex.assembly.name_words import word_set

GOVERNMENT_HEADS = word_set(
    """
    ministry department government administration cabinet parliament senate congress embassy
    consulate chancellery legislature assembly treasury presidency kremlin knesset authority
    customs secretariat agency directorate
    """
)
COMPANY_HEADS = word_set(
    """
    company firm business corporation retailer insurer airline carrier manufacturer maker
    developer operator supplier exporter importer utility bank lender brand conglomerate
    start-up startup contractor chain brewery builder shipper broker publisher group
    producer miner miller owner rival bidder buyer seller brewer giant chipmaker carmaker
    drugmaker consortium employer yard shipyard dairy bakery winery quarry
    """
)
MEDIA_HEADS = word_set(
    """
    newspaper paper magazine outlet broadcaster network station channel website tabloid
    daily weekly agency podcast programme
    """
)
ORGANISATION_HEADS = (
    GOVERNMENT_HEADS
    | COMPANY_HEADS
    | MEDIA_HEADS
    | word_set(
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
    "union": word_set(
        """
    union workers teamsters brotherhood federation guild unite unison labourers drivers
    teachers nurses seafarers dockers
    """
    ),
    "club": word_set(
        """
    rovers united city fc afc athletic albion wanderers town county rangers hotspur villa
    club wednesday sporting real dynamo borussia racing harriers thistle academical
    olympique
    """
    ),
    "media": word_set(
        """
    times post herald bugle beacon gazette news tribune journal chronicle daily mail express
    mirror telegraph guardian observer courier echo argus star sun record press wire radio
    tv television channel broadcasting magazine review examiner sentinel dispatch register
    reuters bloomberg
    """
    ),
    "company": word_set(
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
    analytics data cloud biosciences cider ceramics carpets furniture wool leather footwear
    pulp fish
    """
    ),
    "police": word_set(
        """
    police constabulary gendarmerie
    """
    ),
    "bank": word_set(
        """
    bank bancorp banco banque
    """
    ),
    "institute": word_set(
        """
    institute
    """
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
    | word_set(
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
AMBIGUOUS_SURNAMES = word_set(
    """
    mills glass steel power star post record church town county law side court squad school
    crew desk bank brand maker miner brewer builder page works marks banks stores parks
    homes lines field sun trust electric chamber rail gas water mail echo villa real thistle
    brothers sons paper wells rangers mine labs stark energy city
    """
)
PLACE_TOKENS = word_set(
    """
    tower towers plaza stadium arena lake river mount mountain street road avenue square
    bridge island islands bay cape valley coast sea ocean beach boulevard lane airport
    harbour harbor strait gulf desert peninsula highway park
    """
)
DOCUMENT_HEADS = word_set(
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
