"""Words of real documents whose origin is certain, by what git tells of their histories without this program.

Each of these words was in no revision before the one it is told for, and once in each since. Most stand on lines that
were wrapped anew, moved or edited later: `git blame --first-parent -w -M -C` names another revision for half of them.
"""

from contextlib import closing
from pathlib import Path

import pytest

from visioneditor.services.opening import open_workspace
from visioneditor.services.provenance import load_provenance

# By document and revision: words between asterisks, with those that stand beside them.
CERTAIN = {
    "reference/charter.rst": {
        "be9fc6e4": (
            "Charter *Mission* The | It *enforces* OpenStack | self *managing* by | the *outcome* Although | "
            "can *cumulate* any | election *method* to | to *express* their | are *collectively* held | "
            "but *nevertheless* consider | can *apply* for"
        ),
        "fcc4046f": "is *performed* under",
        "7862ce8d": "will *seek* another | some *regular* duties | to *step* in",
        "e2ea2b15": "cases *asynchronous* communication | candidate *topics* for",
        "26b2c0f9": "the *appointed* candidate",
        "2fbd6b62": "gradually *reduced* to",
        "1e786929": "no *extra* candidate",
        "2f21f74a": "team *feedback* We",
        "bead7751": "be *Affiliated* to | temporarily *waived* until",
        "ec8137f0": "Member *instead* of",
        "7d97a0b2": "approve *alternative* solutions",
        "4590088b": "OpenStack *Community* must | of *bias* or | must *adhere* to | be *made* by",
    },
    "reference/house-rules.rst": {
        "bcca5e2d": (
            "Committee *membership* we | a *number* of | that *general* rule | in *order* to | to *speed* up | "
            "Rolling *back* fast"
        ),
        "dc75e905": "responses *needs* to",
        "81ee96e9": "charter *motions* section",
        "91b7b8af": "should *bring* it",
        "23d296d9": (
            "granted *authority* to | process *failed* to | projects *yaml* in | to *indicate* the | "
            "two *reasons* to | a *comprehensible* change | be *changed* when"
        ),
        "22b10489": "that *does* not | as *well* as | itself *formatting* extra",
        "76a57b5c": "by *voting* on | independently *Because* of | patches *prefers* and",
        "4e717324": "voted *against* it | with *sufficient* votes | to *merge* the",
        "a9f114de": "stages *relevant* to",
        "2e6f7237": "will *make* sure",
        "bff57cb0": "TC *preference* will",
    },
    "reference/principles.rst": {
        "25086b5e": (
            "of *guiding* principles | follows *opens* All | All *four* of | also *bound* by | "
            "of *collaborating* components | collaborating *components* Our | split *into* separate | "
            "into *separate* source | separate *source* code | their *areas* of | We *expect* people | "
            "application *developers* when | One *Vote* The | consensus *around* decisions | "
            "mentoring *activities* external | everyone *suffers* While | to *circumvent* process | "
            "not *include* the | course *seek* a | better *aligned* with | or *opinions* However | "
            "in *improving* the"
        ),
        "0623fe19": "the *mechanism* of | built *between* community",
        "5fd98db9": "solely *responsible* for",
        "1e4064ad": "for *positive* interpretations",
        "cf9a385f": "other *about* different | often *called* nits",
    },
    "reference/technical-vision.rst": {
        "e884b733": (
            "and *contribute* to | the *case* you | at *least* as | no *ticket* trackers | "
            "This *requirement* has | immediate *consequences* First | multi *tenancy* In | quotas *alone* as | "
            "fail *gracefully* with | design *simplicity* versus | sensitive *code* reducing | "
            "physical *meanings* to | The *following* design | not *expected* that | objective *listed* Rather | "
            "listed *Rather* any | that *contributes* to | to *achieving* one | the *objectives* below | "
            "g *video* codecs | OpenStack *strives* to | scale *efficiently* from | of *eventual* consistency | "
            "side *glue* but | facing *machines* are | affords *discovery* of | in *addition* to"
        ),
        "d974c648": "was *published* project",
    },
    "resolutions/20170404-vision-2019.rst": {
        "426b8b7c": (
            "validation *script* based | OpenStack *summit* three | their *composite* applications | "
            "composite *applications* Users | partnership *rather* than | technical *aspects* Since | "
            "to *remove* duplicated | new *language* ecosystems | undue *impact* on | "
            "different *perspectives* in | of *shepherds* have | TC *initiated* efforts | "
            "countries *These* changes | efforts *underway* There | to *interface* with | They *engage* with | "
            "a *backseat* as | now *implemented* and | a *number* of | services *delivered* using | "
            "releases *Moreover* 50"
        ),
        "fe6fe223": (
            "yet *realistic* end | stop *evolving* the | with *setting* the | be *remixed* in | are *unable* to"
        ),
        "614c1b94": "2017 *Future* TCs",
    },
    "reference/new-projects-requirements.rst": {
        "361a2dcb": (
            "engagement *Once* a | may *create* additional | Team *Lead* PTL | PTL *without* prior | "
            "without *prior* approval | prior *approval* from | repositories *fall* within | "
            "mission *statement* Releases"
        ),
        "d6d6ee55": "Project *Team* Lead",
        "d5d8d404": "meeting *channels* available",
        "aeebd699": "to *meet* For | For *instance* the | project *testing* interface | testing *interface* In",
        "89adadbf": "have *some* history | few *months* of | before *applying* to",
        "c7e5a62e": "have *been* established",
        "7cf205ae": "openstack *governance* repository",
        "44f4f7f6": "easily *Whereas* holding | gives *extra* visibility",
        "b444e4e9": "and *branch* creation | creation *rights* in",
        "9b281d4b": "the *original* authors | to *contribute* to | have *always* followed",
        "dd03d397": "for *operators* of",
        "979e339f": "same *time* it",
    },
}


@pytest.mark.parametrize("path", CERTAIN)
def test_words_whose_origin_is_certain_name_it(governance: Path, path: str) -> None:
    with closing(open_workspace(governance)) as workspace:
        words = load_provenance(workspace, None, path).words
    texts = [word.text for word in words]
    places = {" ".join(beside): at + 1 for at, beside in enumerate(zip(texts, texts[1:], texts[2:], strict=False))}
    told, wanted = {}, {}
    for revision, quotes in CERTAIN[path].items():
        for quote in quotes.split(" | "):
            wanted[quote] = revision
            told[quote] = words[places[quote.replace("*", "")]].revision[:8]
    assert told == wanted
