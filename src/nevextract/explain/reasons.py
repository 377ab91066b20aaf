"""What the features of `weights.yml` say, in words."""

from __future__ import annotations

from collections.abc import Mapping

from nevextract.explain.model import Reason

_WORDS = {
    "adjacent.after": "the metric's verb follows right behind",
    "adjacent.beside": "\u201cmarket share\u201d follows right behind",
    "adjacent.before": "the metric's verb stands right before",
    "adjacent.noun_after": "the metric's name follows right behind",
    "adjacent.noun_before": "the metric's name stands right before",
    "adjacent.touching": "not even a small word parts name and number",
    "adjacent.verb_ahead": "the verb of the clause before stands right beside",
    "after.none": "the amount before it is told to be no figure",
    "anaphora.against": "some of those counted elsewhere, while another metric stands beside the number",
    "anaphora.counted_last": "the metric was the last that things were counted for",
    "attribute.stock": "the size of a plant, between an article and its noun",
    "bare.anaphora": "some of what was counted before (\u201cof them\u201d, \u201cof which\u201d)",
    "bare.in_words": "a number in words, without a unit",
    "bare.noun_follows": "a noun that is no unit follows: something else is counted",
    "bare.product": "goods are named beside the number",
    "beside.other": "another metric stands right beside the number",
    "change.after": "a word of change follows",
    "change.after.near": "a word of change follows right behind",
    "change.amount": "an amount is seldom a change",
    "change.amount.after": "\u201cmore\u201d, \u201cadded\u201d follow right behind",
    "change.amount.another": "\u201canother\u201d, \u201can additional\u201d stand before",
    "change.amount.before": "a word of change binds the amount",
    "change.amount.by": "\u201cby\u201d stands right before the amount",
    "change.amount.flow": "what is added to a flow is a level",
    "change.amount.reached": "the change came to the amount",
    "change.amount.sign": "the amount has a sign",
    "change.basis": "what it is compared with is named (\u201cyear on year\u201d)",
    "change.before": "a word of change stands before",
    "change.before.near": "a word of change stands right before",
    "change.compared": "it is what another number is compared with",
    "change.contributed": "it is what something contributed, no change of its own",
    "change.none": "no word of change is near",
    "change.rate_to": "a growth rate came to it",
    "change.sign": "the number has a sign",
    "change.to": "\u201cto\u201d gives what was reached, no change",
    "context.against": "carried over, while the cue of another metric reaches the number",
    "context.alone": "the text before was about this metric",
    "context.bare": "carried over to a number without a unit",
    "context.cued": "the text before was about this metric too",
    "context.implied": "a metric told before implies this one",
    "context.pronoun": "a pronoun stands for the metric (\u201cthe figure\u201d, \u201cthat of\u201d)",
    "context.rank": "the text before was about this metric (rank)",
    "contribution.after": "a word of contribution follows",
    "contribution.after.near": "a word of contribution follows right behind",
    "contribution.before": "a word of contribution stands before",
    "contribution.before.near": "a word of contribution stands right before",
    "contribution.none": "no word of contribution is near",
    "cue.after": "a verb that takes numbers before it",
    "cue.before": "a verb that takes numbers behind it",
    "cue.copula": "\u201cis\u201d or \u201cwas\u201d stands between: the verb does not govern the number",
    "cue.dangling": "the words end in \u201cof\u201d or \u201cto\u201d, but the number does not follow",
    "cue.dependent": "the name only qualifies another metric's name",
    "cue.governs_next": "the verb has a number of its own behind it",
    "cue.growth": "a word that hints at this metric's growth",
    "cue.in_quantity": "the name belongs to another number",
    "cue.inside": "the number's own words name the metric",
    "cue.noun_after": "the metric is named behind the number",
    "cue.noun_before": "the metric is named before the number",
    "cue.overlap": "the metric's name shares words with the number",
    "cue.same_sentence": "the sentence names the metric",
    "cue.topic": "a word that hints at this metric",
    "cue.verb_ahead": "a verb of the clause before tells the metric",
    "cue.verb_passed": "a verb before it, meant for an earlier number",
    "different.bracketed": "a number in brackets rarely is of another metric",
    "different.coordinated": "numbers joined by \u201cand\u201d rarely are of different metrics",
    "doubt.attribute": "the size of one thing, between an article and its noun",
    "doubt.equation": "part of an equation",
    "doubt.few": "one to five, in words",
    "doubt.too_many": "more than there can be of what is counted",
    "doubt.priced": "money for one of the goods",
    "adjacent.of": "\u201cof\u201d joins the name to the number",
    "adjacent.preposition": "\u201cin\u201d joins the name to the number",
    "doubt.dear": "a thousand million, for a price",
    "doubt.fraction_counted": "things counted come whole",
    "doubt.group": "names a group (\u201cthe top ten\u201d)",
    "doubt.inventory": "words of stock-taking stand near",
    "doubt.label": "a label of size (\u201ca trillion-level industry\u201d)",
    "doubt.other_rate": "words of another kind of rate stand near (interest, tax, ...)",
    "doubt.per": "a price or rate per something",
    "doubt.per_unit": "an amount for each one",
    "doubt.personal": "about a person",
    "doubt.ratio_of_count": "a percentage of a plain count",
    "doubt.small_bare": "a small number without a unit",
    "doubt.modest_money": "less than a million, and nothing names the metric",
    "doubt.small_money": "less than 10,000: a price or fee",
    "doubt.specification": "the power or energy of one product",
    "doubt.stock": "words of the stock exchange stand near",
    "doubt.threshold": "a bound that only marks off a class",
    "echo": "the same number stands elsewhere with this meaning",
    "frame.change_in": "\u201ca rise of N in\u201d the metric",
    "frame.contribution_to": "\u201ccontributed N to\u201d the metric",
    "frame.growth_of": "\u201cthe growth of\u201d the metric \u201cwas N\u201d",
    "frame.share_by": "what is counted makes up the share",
    "frame.share_of": "\u201cN of the\u201d metric",
    "frame.share_of_count": "\u201cN of the\u201d things counted",
    "name.unmeant": "by this name the text means another metric",
    "part.of": "a part of the amount before it",
    "compared.like": "an amount of its size is compared with it",
    "context.other": "another metric has been told in this sentence",
    "share.of_goods": "\u201cof\u201d and goods follow",
    "share.goods_of_count": "a share of goods, not of what is counted",
    "frame.worth": "tells what the things counted before are worth",
    "gap.bracket": "the number stands in brackets, the name outside",
    "gap.cells": "edges of table cells between",
    "gap.commas": "commas between",
    "gap.cue_in_bracket": "the name stands in brackets, the number outside",
    "gap.metrics": "names of other metrics between",
    "gap.others.ahead": "numbers of another kind between",
    "gap.others.behind": "numbers of another kind between",
    "gap.quantities.ahead": "numbers of the same kind between",
    "gap.quantities.behind": "numbers of the same kind between",
    "gap.quantities.verb": "numbers of the same kind between",
    "gap.strong": "a clause ends between",
    "gap.strong.ratio": "a clause ends between",
    "gap.weak": "a lesser break between",
    "gap.words.ahead": "words between",
    "gap.words.behind": "words between",
    "gap.words.rank": "words between",
    "gap.words.verb": "words between",
    "lead.after": "how far one is ahead of another",
    "lead.before": "how far one is ahead of another",
    "level.ratio": "a percentage as a level",
    "list.change_goes_on": "a list of changes goes on",
    "list.other_measure": "numbers of a list rarely differ in measure",
    "list.same_measure": "numbers of a list share their measure",
    "list.share_goes_on": "a list of shares goes on",
    "product.counted": "the goods go on with what was counted",
    "product.listed": "goods with their amounts, in a list",
    "quoted": "inside quotation marks",
    "quoted.words": "words inside quotation marks: a name or motto",
    "rate.level": "the metric is a rate and this its level",
    "rate.other": "the metric is a rate and this no level",
    "per.capacity": "an amount per year fits a capacity",
    "per.flow": "an amount per year fits no yearly sum",
    "ratio.money": "a percentage of an amount of money",
    "respectively": "the list gives it this metric",
    "same": "the same metric as its neighbour",
    "same.anaphora": "some of what its neighbour counts",
    "same.bracketed": "in brackets behind its neighbour",
    "same.coordinated": "joined to its neighbour",
    "same.metric_between": "another metric's name stands between the neighbours",
    "same.named_next": "the next name of a list with its number",
    "same.parted": "a clause ends between the neighbours",
    "share.above_whole": "more than the whole",
    "share.after": "a word of share follows",
    "share.after.near": "a word of share follows right behind",
    "share.before": "a word of share stands before",
    "share.before.near": "a word of share stands right before",
    "share.change_follows": "a word of change follows right behind",
    "share.fraction": "a fraction is mostly a share",
    "share.none": "no word of share is near",
    "share.noun": "\u201cshare\u201d or \u201cproportion\u201d stands before",
    "share.of": "\u201cof\u201d follows, and nothing that grows",
    "share.gloss": "a percentage alone in brackets behind an amount",
    "share.whole": "the metric's name ends what it is a share of",
    "share.of_unknown": "a share of something that is no metric",
    "share.of_which": "\u201cof which\u201d stands right before",
    "share.restated": "puts the amount before it in another way",
    "compared_change": "a change beside the one it is compared with",
    "rate_after_rate": "rates stand together",
    "restated_change": "a change told in another way",
    "topic.other": "a percentage belongs to an amount told rather than to a hint",
    "unit.decides": "the unit alone speaks for this metric",
    "words": "what the words around it speak for",
    "words.alone": "nothing but the words around it speaks for this metric",
    "words.measure": "what the words around it speak for, of the measure",
    "worth_of_count": "an amount of money beside what it is the worth of",
    "yields": "a narrower metric stands beside the number",
}
_SURE = {
    "base": "where every figure starts",
    "odds": "how far the reading is ahead of the others",
    "metric_odds": "how far its metric is ahead of the others",
    "named": "the metric is named",
    "carried": "the metric is carried over from the text before",
    "unit_decides": "the unit speaks for the metric",
    "doubted": "there is a doubt",
    "points": "percentage points",
    "unread": "other numbers of the sentence gave no figure",
    "other_metrics": "other metrics stand in the sentence",
    "contradicted": "the same number means something else elsewhere",
    "table": "a table says so",
}


def says(name: str) -> str:
    """What a feature says, in words; a feature that is of a family of names is put together from them."""
    if name in _WORDS:
        return _WORDS[name]
    if "_after_" in name:
        return name.replace("_after_", " after ") + " of the same metric"
    if name.startswith("none."):
        return "what reading such a number as no figure scores"
    if name.startswith("doubt."):
        return f"a doubt: {name.removeprefix('doubt.').replace('_', ' ')}"
    head, _, tail = name.partition(".")
    return f"{tail or head} as {head}".replace("_", " ") if tail else head.replace("_", " ")


def known(name: str) -> bool:
    """Whether a feature has words of its own."""
    return name in _WORDS or "_after_" in name or name.startswith(("none.", "measure.", "contribution."))


def reasons_of(values: Mapping[str, float], weights: Mapping[str, float]) -> tuple[Reason, ...]:
    """Reasons that count, the heaviest first."""
    found = [_reason(name, value, weights.get(name, 0.0), says(name)) for name, value in values.items()]
    return _sorted(found)


def grounds_of(evidence: Mapping[str, float], weights: Mapping[str, float]) -> tuple[Reason, ...]:
    """The grounds of a confidence, the heaviest first."""
    return _sorted([_reason(name, v, weights.get(name, 0.0), _SURE.get(name, name)) for name, v in evidence.items()])


def _reason(name: str, value: float, weight: float, words: str) -> Reason:
    return Reason(name, round(value, 3), weight, round(weight * value, 3), words)


def _sorted(found: list[Reason]) -> tuple[Reason, ...]:
    return tuple(sorted((r for r in found if r.adds), key=lambda r: (-abs(r.adds), r.name)))
