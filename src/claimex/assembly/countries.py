"""The states of the world: their names, adjectives and capitals, and institutions only one has.

``state_of`` leads from a word such as "Kenyan", "Kenyans", "Nairobi" or "the Kremlin" to a State.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class State:
    """One state; ``name`` first among ``names``, and the words that stand for it in news text.

    ``short`` are abbreviations, ``adjectives`` those of its people, ``capitals`` the cities named
    in its government's place, ``institutions`` what no other state has under this name.
    """

    name: str
    names: tuple[str, ...]
    short: tuple[str, ...]
    adjectives: tuple[str, ...]
    capitals: tuple[str, ...]
    institutions: tuple[str, ...]


# name = other names | adjectives, people | capitals | abbreviations | institutions
# An indented line goes on with the one before.
_TABLE = """
Afghanistan | Afghan | Kabul
Albania | Albanian | Tirana
Algeria | Algerian | Algiers
Andorra | Andorran | Andorra la Vella
Angola | Angolan | Luanda
Antigua and Barbuda = Antigua | Antiguan | St. John's
Argentina | Argentine, Argentinian, Argentinean | Buenos Aires || Casa Rosada
Armenia | Armenian | Yerevan
Australia | Australian | Canberra
Austria | Austrian | Vienna
Azerbaijan | Azerbaijani, Azeri | Baku
Bahamas | Bahamian | Nassau
Bahrain | Bahraini | Manama
Bangladesh | Bangladeshi | Dhaka
Barbados | Barbadian, Bajan | Bridgetown
Belarus | Belarusian, Belarussian | Minsk
Belgium | Belgian | Brussels
Belize | Belizean | Belmopan
Benin | Beninese | Porto-Novo
Bhutan | Bhutanese | Thimphu
Bolivia | Bolivian | La Paz, Sucre
Bosnia and Herzegovina = Bosnia-Herzegovina, Bosnia | Bosnian | Sarajevo
Botswana | Botswanan, Motswana, Batswana | Gaborone
Brazil | Brazilian | Brasília, Brasilia || Itamaraty
Brunei | Bruneian | Bandar Seri Begawan
Bulgaria | Bulgarian | Sofia
Burkina Faso | Burkinabe, Burkinabé | Ouagadougou
Burundi | Burundian | Gitega, Bujumbura
Cambodia | Cambodian, Khmer | Phnom Penh
Cameroon | Cameroonian | Yaoundé, Yaounde
Canada | Canadian | Ottawa
Cape Verde = Cabo Verde | Cape Verdean | Praia
Central African Republic | Central African | Bangui
Chad | Chadian | N'Djamena
Chile | Chilean | Santiago || La Moneda
China = People's Republic of China | Chinese | Beijing | PRC | Zhongnanhai
Colombia | Colombian | Bogotá, Bogota
Comoros | Comorian, Comoran | Moroni
Democratic Republic of the Congo = Democratic Republic of Congo, DR Congo, Congo | Congolese |
  Kinshasa | DRC
Republic of the Congo = Congo-Brazzaville, Republic of Congo || Brazzaville
Costa Rica | Costa Rican | San José
Ivory Coast = Côte d'Ivoire, Cote d'Ivoire | Ivorian | Yamoussoukro, Abidjan
Croatia | Croatian, Croat | Zagreb
Cuba | Cuban | Havana
Cyprus | Cypriot | Nicosia
Czech Republic = Czechia | Czech | Prague
Denmark | Danish, Dane | Copenhagen
Djibouti | Djiboutian | Djibouti City
Dominica || Roseau
Dominican Republic | Dominican | Santo Domingo
East Timor = Timor-Leste | East Timorese, Timorese | Dili
Ecuador | Ecuadorian, Ecuadorean | Quito
Egypt | Egyptian | Cairo
El Salvador | Salvadoran, Salvadorean, Salvadorian | San Salvador
Equatorial Guinea | Equatorial Guinean, Equatoguinean | Malabo
Eritrea | Eritrean | Asmara
Estonia | Estonian | Tallinn || Riigikogu
Eswatini = Swaziland | Swazi | Mbabane
Ethiopia | Ethiopian | Addis Ababa
Fiji | Fijian | Suva
Finland | Finnish, Finn | Helsinki
France | French, Frenchman, Frenchmen, Frenchwoman, Frenchwomen | Paris || Elysee, Élysée,
  Quai d'Orsay, Matignon
Gabon | Gabonese | Libreville
Gambia | Gambian | Banjul
Georgia | Georgian | Tbilisi
Germany | German | Berlin || Bundestag, Bundesrat, Bundesbank
Ghana | Ghanaian | Accra
Greece | Greek | Athens
Grenada | Grenadian | St. George's
Guatemala | Guatemalan | Guatemala City
Guinea | Guinean | Conakry
Guinea-Bissau | Bissau-Guinean | Bissau
Guyana | Guyanese | Georgetown
Haiti | Haitian | Port-au-Prince
Honduras | Honduran | Tegucigalpa
Hungary | Hungarian | Budapest
Iceland | Icelandic, Icelander | Reykjavik, Reykjavík || Althing
India | Indian | New Delhi, Delhi || Lok Sabha, Rajya Sabha
Indonesia | Indonesian | Jakarta
Iran | Iranian | Tehran
Iraq | Iraqi | Baghdad
Ireland | Irish, Irishman, Irishwoman | Dublin || Taoiseach, Dáil, Dail
Israel | Israeli | Jerusalem || Knesset, Mossad, Shin Bet
Italy | Italian | Rome
Jamaica | Jamaican | Kingston
Japan | Japanese | Tokyo
Jordan | Jordanian | Amman
Kazakhstan | Kazakh, Kazakhstani | Astana
Kenya | Kenyan | Nairobi
Kiribati | I-Kiribati | Tarawa
Kosovo | Kosovan, Kosovar | Pristina
Kuwait | Kuwaiti | Kuwait City
Kyrgyzstan | Kyrgyz | Bishkek
Laos | Lao, Laotian | Vientiane
Latvia | Latvian | Riga || Saeima
Lebanon | Lebanese | Beirut
Lesotho | Basotho, Mosotho | Maseru
Liberia | Liberian | Monrovia
Libya | Libyan | Tripoli
Liechtenstein || Vaduz
Lithuania | Lithuanian | Vilnius || Seimas
Luxembourg | Luxembourgish, Luxembourger | Luxembourg City
Madagascar | Malagasy | Antananarivo
Malawi | Malawian | Lilongwe
Malaysia | Malaysian | Kuala Lumpur, Putrajaya
Maldives | Maldivian | Malé
Mali | Malian | Bamako
Malta | Maltese | Valletta
Marshall Islands | Marshallese | Majuro
Mauritania | Mauritanian | Nouakchott
Mauritius | Mauritian | Port Louis
Mexico | Mexican | Mexico City
Micronesia | Micronesian | Palikir
Moldova | Moldovan | Chisinau, Chișinău
Monaco | Monegasque, Monégasque | Monaco City
Mongolia | Mongolian | Ulaanbaatar, Ulan Bator
Montenegro | Montenegrin | Podgorica
Morocco | Moroccan | Rabat
Mozambique | Mozambican | Maputo
Myanmar = Burma | Burmese | Naypyidaw, Naypyitaw || Tatmadaw
Namibia | Namibian | Windhoek
Nauru | Nauruan | Yaren
Nepal | Nepali, Nepalese | Kathmandu
Netherlands = Holland | Dutch, Dutchman, Dutchwoman | The Hague, Amsterdam
New Zealand | New Zealander, Kiwi | Wellington || Beehive
Nicaragua | Nicaraguan | Managua
Niger | Nigerien | Niamey
Nigeria | Nigerian | Abuja
North Korea | North Korean | Pyongyang | DPRK
North Macedonia = Macedonia | Macedonian | Skopje
Norway | Norwegian | Oslo || Storting
Oman | Omani | Muscat
Pakistan | Pakistani | Islamabad
Palau | Palauan | Ngerulmud
Palestine = State of Palestine | Palestinian | Ramallah || Palestinian Authority
Panama | Panamanian | Panama City
Papua New Guinea | Papua New Guinean | Port Moresby
Paraguay | Paraguayan | Asunción, Asuncion
Peru | Peruvian | Lima
Philippines | Philippine, Filipino, Filipina | Manila || Malacañang, Malacanang
Poland | Polish, Pole | Warsaw || Sejm
Portugal | Portuguese | Lisbon
Qatar | Qatari | Doha
Romania | Romanian | Bucharest
Russia = Russian Federation | Russian | Moscow || Kremlin, State Duma
Rwanda | Rwandan | Kigali
Saint Kitts and Nevis = St. Kitts and Nevis | Kittitian | Basseterre
Saint Lucia = St. Lucia | Saint Lucian, St. Lucian | Castries
Saint Vincent and the Grenadines = St. Vincent and the Grenadines | Vincentian | Kingstown
Samoa | Samoan | Apia
San Marino | Sammarinese
São Tomé and Príncipe = Sao Tome and Principe | São Toméan, Santomean | São Tomé
Saudi Arabia | Saudi, Saudi Arabian | Riyadh
Senegal | Senegalese | Dakar
Serbia | Serbian, Serb | Belgrade
Seychelles | Seychellois
Sierra Leone | Sierra Leonean | Freetown
Singapore | Singaporean | Singapore
Slovakia = Slovak Republic | Slovak, Slovakian | Bratislava
Slovenia | Slovenian, Slovene | Ljubljana
Solomon Islands | Solomon Islander | Honiara
Somalia | Somali | Mogadishu
South Africa | South African | Pretoria
South Korea = Republic of Korea | South Korean | Seoul | ROK | Blue House
South Sudan | South Sudanese | Juba
Spain | Spanish, Spaniard | Madrid || Moncloa
Sri Lanka | Sri Lankan | Colombo
Sudan | Sudanese | Khartoum
Suriname | Surinamese | Paramaribo
Sweden | Swedish, Swede | Stockholm || Riksdag, Riksbank
Switzerland | Swiss | Bern, Berne || Bundesrat
Syria | Syrian | Damascus
Taiwan | Taiwanese | Taipei
Tajikistan | Tajik, Tajikistani | Dushanbe
Tanzania | Tanzanian | Dodoma
Thailand | Thai | Bangkok
Togo | Togolese | Lomé, Lome
Tonga | Tongan | Nuku'alofa
Trinidad and Tobago = Trinidad | Trinidadian, Tobagonian | Port of Spain
Tunisia | Tunisian | Tunis
Turkey = Türkiye, Turkiye | Turkish, Turk | Ankara
Turkmenistan | Turkmen | Ashgabat
Tuvalu | Tuvaluan | Funafuti
Uganda | Ugandan | Kampala
Ukraine | Ukrainian | Kyiv, Kiev || Verkhovna Rada
United Arab Emirates = Emirates | Emirati | Abu Dhabi | UAE, U.A.E.
United Kingdom = Great Britain, Britain | British, Briton, Brit | London | UK, U.K. | Downing
  Street, Whitehall, Westminster, Foreign Office, Home Office, House of Commons, House of
  Lords
United States = United States of America, America | American, U.S., US | Washington | U.S.,
  US, USA, U.S.A. | White House, Pentagon, State Department, Department of State, Homeland
  Security, Secretary of State, Capitol Hill, Congress, FBI, CIA, DHS
Uruguay | Uruguayan | Montevideo
Uzbekistan | Uzbek | Tashkent
Vanuatu | Ni-Vanuatu | Port Vila
Vatican = Holy See, Vatican City | Vatican | Vatican City || Roman Curia
Venezuela | Venezuelan | Caracas || Miraflores
Vietnam | Vietnamese | Hanoi
Yemen | Yemeni | Sanaa, Sana'a
Zambia | Zambian | Lusaka
Zimbabwe | Zimbabwean | Harare
"""


def _split(words: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in words.split(",") if part.strip())


@cache
def states() -> tuple[State, ...]:
    """All states, in alphabetical order of their usual English names."""
    found = []
    for line in _TABLE.replace("\n  ", " ").strip().splitlines():
        names, *rest = (part.strip() for part in line.split("|"))
        adjectives, capitals, short, institutions = (rest + [""] * 4)[:4]
        name, _, others = names.partition(" = ")
        found.append(
            State(
                name=name,
                names=(name, *_split(others)),
                short=_split(short),
                adjectives=_split(adjectives),
                capitals=_split(capitals),
                institutions=_split(institutions),
            )
        )
    return tuple(found)


@cache
def _index() -> dict[str, State]:
    """Every word for a state; the first state that has it wins, names before all else."""
    index: dict[str, State] = {}
    for kind in ("names", "short", "adjectives", "capitals", "institutions"):
        for state in states():
            for words in getattr(state, kind):
                index.setdefault(words, state)
                if kind == "adjectives":
                    index.setdefault(f"{words}s", state)
    return index


def state_of(words: str) -> State | None:
    """The state that a name, adjective, people, capital or institution stands for, else None.

    Case counts, as "US" and "us" are two words; a leading article does not.
    """
    words = words.strip()
    for article in ("the ", "The "):
        words = words.removeprefix(article)
    return _index().get(words)


def is_capital(words: str) -> bool:
    """Whether the words are a capital and no state's own name ("Warsaw", not "Singapore")."""
    state = state_of(words)
    return state is not None and words in state.capitals and words not in state.names


def is_state_name(words: str) -> bool:
    """Whether the words name a state, in full or by its abbreviation, with or without article."""
    state = state_of(words)
    bare = words.strip().removeprefix("the ").removeprefix("The ")
    return state is not None and bare in (*state.names, *state.short)
