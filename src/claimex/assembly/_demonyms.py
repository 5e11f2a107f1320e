"""Countries and the words for what is theirs and who is of them, in English.

The member states of the United Nations, its observers, and a few more that news names as countries.
Each line: names of the country, separated by commas; a colon; its adjectives and demonyms.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

_TABLE = """
Afghanistan: Afghan
Albania: Albanian
Algeria: Algerian
Andorra: Andorran
Angola: Angolan
Antigua and Barbuda: Antiguan, Barbudan
Argentina: Argentine, Argentinian, Argentinean
Armenia: Armenian
Australia: Australian, Aussie
Austria: Austrian
Azerbaijan: Azerbaijani, Azeri
Bahamas: Bahamian
Bahrain: Bahraini
Bangladesh: Bangladeshi
Barbados: Barbadian, Bajan
Belarus: Belarusian, Belarussian
Belgium: Belgian
Belize: Belizean
Benin: Beninese
Bhutan: Bhutanese
Bolivia: Bolivian
Bosnia and Herzegovina, Bosnia: Bosnian, Herzegovinian
Botswana: Motswana, Batswana, Botswanan
Brazil: Brazilian
Brunei: Bruneian
Bulgaria: Bulgarian
Burkina Faso: Burkinabe, Burkinabé
Burundi: Burundian
Cabo Verde, Cape Verde: Cabo Verdean, Cape Verdean
Cambodia: Cambodian
Cameroon: Cameroonian
Canada: Canadian
Central African Republic: Central African
Chad: Chadian
Chile: Chilean
China: Chinese
Colombia: Colombian
Comoros: Comorian, Comoran
Congo, Democratic Republic of the Congo, Republic of the Congo: Congolese
Costa Rica: Costa Rican
Croatia: Croatian, Croat
Cuba: Cuban
Cyprus: Cypriot
Czechia, Czech Republic: Czech
Denmark: Danish, Dane, Danes
Djibouti: Djiboutian
Dominica: Dominican
Dominican Republic: Dominican
Ecuador: Ecuadorian, Ecuadorean
Egypt: Egyptian
El Salvador: Salvadoran, Salvadorian, Salvadorean
Equatorial Guinea: Equatorial Guinean, Equatoguinean
Eritrea: Eritrean
Estonia: Estonian
Eswatini, Swaziland: Swazi
Ethiopia: Ethiopian
Fiji: Fijian
Finland: Finnish, Finn, Finns
France: French, Frenchman, Frenchwoman
Gabon: Gabonese
Gambia: Gambian
Georgia: Georgian
Germany: German
Ghana: Ghanaian
Greece: Greek
Grenada: Grenadian
Guatemala: Guatemalan
Guinea: Guinean
Guinea-Bissau: Bissau-Guinean
Guyana: Guyanese
Haiti: Haitian
Honduras: Honduran
Hungary: Hungarian
Iceland: Icelandic, Icelander
India: Indian
Indonesia: Indonesian
Iran: Iranian
Iraq: Iraqi
Ireland: Irish, Irishman, Irishwoman
Israel: Israeli
Italy: Italian
Ivory Coast, Côte d'Ivoire, Cote d'Ivoire: Ivorian
Jamaica: Jamaican
Japan: Japanese
Jordan: Jordanian
Kazakhstan: Kazakh, Kazakhstani
Kenya: Kenyan
Kiribati: I-Kiribati
Kosovo: Kosovar, Kosovan
Kuwait: Kuwaiti
Kyrgyzstan: Kyrgyz
Laos: Lao, Laotian
Latvia: Latvian
Lebanon: Lebanese
Lesotho: Mosotho, Basotho
Liberia: Liberian
Libya: Libyan
Liechtenstein: Liechtensteiner
Lithuania: Lithuanian
Luxembourg: Luxembourgish, Luxembourger
Madagascar: Malagasy
Malawi: Malawian
Malaysia: Malaysian
Maldives: Maldivian
Mali: Malian
Malta: Maltese
Marshall Islands: Marshallese
Mauritania: Mauritanian
Mauritius: Mauritian
Mexico: Mexican
Micronesia: Micronesian
Moldova: Moldovan
Monaco: Monegasque, Monégasque
Mongolia: Mongolian
Montenegro: Montenegrin
Morocco: Moroccan
Mozambique: Mozambican
Myanmar, Burma: Burmese
Namibia: Namibian
Nauru: Nauruan
Nepal: Nepali, Nepalese
Netherlands, Holland: Dutch, Dutchman, Dutchwoman
New Zealand: New Zealander, Kiwi
Nicaragua: Nicaraguan
Niger: Nigerien
Nigeria: Nigerian
North Korea: North Korean
North Macedonia, Macedonia: Macedonian
Norway: Norwegian
Oman: Omani
Pakistan: Pakistani
Palau: Palauan
Palestine: Palestinian
Panama: Panamanian
Papua New Guinea: Papua New Guinean, Papuan
Paraguay: Paraguayan
Peru: Peruvian
Philippines: Philippine, Filipino, Filipina
Poland: Polish, Pole, Poles
Portugal: Portuguese
Qatar: Qatari
Romania: Romanian
Russia, Russian Federation: Russian
Rwanda: Rwandan
Saint Kitts and Nevis, St. Kitts and Nevis: Kittitian, Nevisian
Saint Lucia, St. Lucia: Saint Lucian, St. Lucian
Saint Vincent and the Grenadines, St. Vincent and the Grenadines: Vincentian
Samoa: Samoan
San Marino: Sammarinese
São Tomé and Príncipe, Sao Tome and Principe: São Toméan, Santomean
Saudi Arabia: Saudi, Saudi Arabian
Senegal: Senegalese
Serbia: Serbian, Serb
Seychelles: Seychellois
Sierra Leone: Sierra Leonean
Singapore: Singaporean
Slovakia: Slovak, Slovakian
Slovenia: Slovene, Slovenian
Solomon Islands: Solomon Islander
Somalia: Somali
South Africa: South African
South Korea: South Korean
South Sudan: South Sudanese
Spain: Spanish, Spaniard
Sri Lanka: Sri Lankan
Sudan: Sudanese
Suriname: Surinamese
Sweden: Swedish, Swede
Switzerland: Swiss
Syria: Syrian
Taiwan: Taiwanese
Tajikistan: Tajik, Tajikistani
Tanzania: Tanzanian
Thailand: Thai
Timor-Leste, East Timor: Timorese, East Timorese
Togo: Togolese
Tonga: Tongan
Trinidad and Tobago: Trinidadian, Tobagonian
Tunisia: Tunisian
Turkey, Türkiye, Turkiye: Turkish, Turk
Turkmenistan: Turkmen
Tuvalu: Tuvaluan
Uganda: Ugandan
Ukraine: Ukrainian
United Arab Emirates, UAE, Emirates: Emirati
United Kingdom, UK, U.K., Britain, Great Britain: British, Briton, Brit
United States, United States of America, US, U.S., USA, U.S.A., America: American
Uruguay: Uruguayan
Uzbekistan: Uzbek, Uzbekistani
Vanuatu: Ni-Vanuatu, Vanuatuan
Vatican, Holy See, Vatican City: Vatican
Venezuela: Venezuelan
Vietnam, Viet Nam: Vietnamese
Yemen: Yemeni
Zambia: Zambian
Zimbabwe: Zimbabwean
England: English, Englishman, Englishwoman
Scotland: Scottish, Scot, Scots
Wales: Welsh, Welshman, Welshwoman
Greenland: Greenlandic, Greenlander
Hong Kong: Hongkonger, Hong Konger
European Union, EU, E.U., Europe: European
Korea: Korean
"""


@cache
def countries() -> Mapping[str, tuple[str, ...]]:
    """Every name, adjective and demonym, with all that speaks of the same country."""
    table: dict[str, tuple[str, ...]] = {}
    for line in _TABLE.strip().splitlines():
        names, _, people = line.partition(":")
        words = [word.strip() for word in f"{names},{people}".split(",")]
        plural = [f"{word}s" for word in words if not word.endswith(("s", "h", "ese"))]
        every = tuple(dict.fromkeys(words + plural))
        for word in every:
            table[word] = tuple(dict.fromkeys(table.get(word, ()) + every))
    return table
