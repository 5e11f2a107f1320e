"""Given names by the gender that they usually have, a modest list of many countries."""

from __future__ import annotations

from typing import Literal

Gender = Literal["female", "male"]


_FEMALE_NAMES = frozenset(
    """
    mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy
    betty margaret sandra ashley kimberly emily donna michelle carol amanda dorothy melissa
    deborah stephanie rebecca sharon laura cynthia kathleen amy angela shirley anna brenda
    pamela emma nicole helen samantha katherine christine debra rachel carolyn janet
    catherine maria heather diane ruth julie olivia joyce virginia victoria kelly lauren
    christina joan evelyn judith megan andrea cheryl hannah jacqueline martha gloria teresa
    ann sara madison frances kathryn janice jean abigail alice julia judy sophia grace
    denise amber doris marilyn danielle beverly isabella theresa diana natalie brittany
    charlotte marie kayla alexis lori ellen fiona gwen nadia leila layla fatima aisha zahra
    maryam amina khadija priya anita sunita lakshmi deepa kavita meera nisha pooja rina mei
    ling yuki aiko keiko hana naomi sakura yoko ingrid astrid sigrid kari karin marte liv
    solveig freja elsa greta birgit ulla heidi petra ursula sabine monika claudia katrin
    anke eva irina olga natalia svetlana tatiana elena ekaterina yulia oksana marina ludmila
    galina nina vera zofia agnieszka malgorzata katarzyna ewa joanna żaneta zaneta zdeňka
    zdenka jana lenka tereza věra ivana milena jelena dragana mirjana ana ines inés carmen
    lucia lucía pilar rosa dolores isabel beatriz camila valentina gabriela paula daniela
    juana sofia sofía francesca giulia chiara paola federica bianca claire camille sophie
    amélie juliette céline nathalie valérie sylvie brigitte chloé margaux leïla yasmin
    yasmine noor hind rania dalia ngozi chioma amara zainab wanjiru achieng njeri neema
    thandi lerato nomvula abena ama efua adwoa siti nur dewi sri putri ayu bella dana lena
    lara mara nora dora cora clara flora ella ada ida iris ivy lily rose daisy violet hazel
    olive pearl ruby opal eleanor harriet florence beatrice agnes edith mabel millie molly
    polly holly penny jenny wendy cindy mandy sandy tracy stacy kristi kristin kirsten
    kristen katie kate kathy cathy beth liz lizzy maggie meg peggy bridget siobhan aoife
    niamh ciara orla sinead maeve saoirse rhiannon bronwen carys moira ailsa eilidh shona
    hillary angelina melania ivanka michele condoleezza nikki kamala tulsi pia mia tia thea
    lea léa zoe zoé miriam rivka tamar yael noa shira dot dorothea marianne hélène simone
    odette yvonne yvette elodie
    """.split()
)
_MALE_NAMES = frozenset(
    """
    dean earl mickey dexter james robert john michael david william richard joseph thomas
    charles christopher daniel matthew anthony mark donald steven paul andrew joshua kenneth
    kevin brian george timothy ronald edward jason jeffrey ryan jacob gary nicholas eric
    jonathan stephen larry justin scott brandon benjamin samuel gregory alexander frank
    patrick raymond jack dennis jerry tyler aaron jose josé adam nathan henry douglas
    zachary peter kyle ethan walter noah jeremy christian keith roger terry gerald harold
    sean austin carl arthur lawrence dylan jesse bryan joe jordan billy bruce albert willie
    gabriel logan alan juan wayne roy ralph randy eugene vincent russell louis philip bobby
    johnny bradley graham rex max luc luke dale walt sam omar farid hassan hussein ahmed
    mohammed mohamed muhammad ali ibrahim yusuf mustafa khalid tariq karim rashid bilal
    hamid nasser abdul abdullah salman faisal raj ravi sanjay vijay amit anil rahul arjun
    suresh ramesh narendra imran hiroshi kenji takashi jun shinzo akira yuto wei jian ming
    jin lei hao nils ole lars sven erik bjorn bjørn olaf knut magnus anders bo jens henrik
    søren klaus hans jürgen jurgen günther gunther wolfgang dieter helmut karl kurt fritz
    otto stefan thorsten ivan dmitri dmitry vladimir sergei sergey alexei boris mikhail
    nikolai oleg igor yuri viktor pavel andrei ilya anatoly petr piotr andrzej krzysztof
    tomasz marek jan jiří jiri václav vaclav dušan dusan přemysl premysl zdeněk zdenek miloš
    milos zoran goran dragan bogdan radu ion mihai luca marco giovanni giuseppe paolo matteo
    francesco antonio mario carlos luis francisco jorge pedro miguel manuel alejandro javier
    fernando diego rafael pablo andrés andres wilson felipe santiago joão joao paulo tiago
    rui étienne etienne pierre jean-pierre jacques françois francois michel philippe olivier
    laurent antoine guillaume mathieu thierry emmanuel nicolas alain rené rene kwame kofi
    kojo yaw chidi emeka tunde segun femi josphat moses otieno kamau mwangi juma baraka
    sipho thabo tendai joko budi agus bambang nguyen minh tuan hung ted bill bob tom tim jim
    ben dan ron rob mike dave steve greg jeff ken don ed fred alfred gus hugo oscar felix
    leo leon theo barack mitt bernie mitch chuck harry barry gavin colin nigel rishi keir
    ewan ian iain callum hamish angus duncan malcolm liam conor declan brendan cormac eoin
    rhys owen gareth huw jonas lukas niklas tobias sebastian maximilian matthias uwe jörg
    holger ralf bernd rolf axel emil elias isaac levi abel amos ezra avi moshe yitzhak
    binyamin eli ari yossi cyrus darius reza mehdi javad hossein saeed hamza zaid simon
    martin mateo darrell jeb lindsey rand rick reince corey roland
    """.split()
)


_NAMES = _FEMALE_NAMES | _MALE_NAMES


def gender_of_given_name(name: str) -> Gender | None:
    """The gender that a given name usually has, None where the list does not know it."""
    folded = name.casefold()
    female, male = folded in _FEMALE_NAMES, folded in _MALE_NAMES
    if female == male:
        return None
    return "female" if female else "male"


def is_given_name(name: str) -> bool:
    """Whether the list of given names has this one."""
    return name.casefold() in _NAMES
