/** What a photo shows of a group: a verdict in words, then a card a species. */

import { capital, element, percent, sentence } from "./dom.js";

export function species(answer) {
  const verdict = VERDICTS[answer.answer](answer);
  const cards = element("ol", { class: "cards" }, ...answer.candidates.map((taxon) => card(taxon, answer)));
  return {
    said: `${verdict.title.map((part) => part.textContent ?? part).join("")}. ${verdict.text}`,
    nodes: [
      answer.warning && note("danger", sentence(answer.warning)),
      answer.edibleOrToxic &&
        note("danger", "One of the first two is known to be toxic and the other is not. Don’t rely on which of them this is."),
      element("h2", { class: "verdict" }, ...verdict.title, "."),
      element("p", { class: "explained" }, verdict.text),
      answer.genus && element("ol", { class: "cards" }, card(answer.genus, answer)),
      verdict.rest
        ? element("details", { class: "rest" }, element("summary", {}, verdict.rest), cards)
        : cards,
    ],
  };
}

/** By `answer`: the title, what it means, and under which words the candidates are folded away. */
const VERDICTS = {
  species: ({ candidates: [first] }) => ({
    title: names(first),
    text: `Most likely, with ${percent(first.probability)}, if it is one of the species that this model knows.`,
  }),
  genus: ({ genus }) => ({
    title: ["Of the genus ", latin(genus.latin)],
    text: "Which species of it can’t be told from this photo. These are the likeliest:",
  }),
  unknown: ({ group }) => ({
    title: ["Unknown"],
    text: `It looks like something of the ${group}, but which species can’t be told.`,
    rest: "The likeliest, none of them likely enough",
  }),
  "not-this-group": ({ group }) => ({
    title: [`None of the ${group}`],
    text: `Nothing in this photo looks like any of the ${group} that this model knows.`,
    rest: "What it would be, if it had to be one",
  }),
};

/** The list of what can be named, before there is a photo. */
export function known(taxa) {
  const shown = taxa.species.slice(0, 12);
  const more = taxa.species.length - shown.length;
  return [
    taxa.warning && note("danger", sentence(taxa.warning)),
    element("h2", { class: "quiet-title" }, `${capital(taxa.group)}: ${taxa.species.length} species can be named`),
    element(
      "ul",
      { class: "known" },
      ...shown.map((taxon) => element("li", {}, ...names(taxon, " "))),
      more > 0 && element("li", {}, `and ${more} more`),
    ),
    element("p", { class: "explained" }, "Of anything else the answer is a genus, “unknown”, or “none of these”."),
  ];
}

const latin = (name) => element("i", { lang: "la" }, name);

/** The common name where there is one, and the Latin one behind it where a gap is given. */
function names(taxon, gap) {
  const common = commonName(taxon.commonNames);
  if (common === undefined) {
    return [latin(taxon.latin)];
  }
  return gap === undefined ? [common] : [common, gap, latin(taxon.latin)];
}

/** In the first of the reader's languages that has one; else in English; else any. */
function commonName(names) {
  const languages = [...navigator.languages.map((language) => language.split("-")[0]), "en", ...Object.keys(names)];
  const name = names[languages.find((language) => names[language] !== undefined)];
  return name && capital(name);
}

function card(taxon, answer) {
  const common = commonName(taxon.commonNames);
  const bar = element("span", { class: "bar", "aria-hidden": "true" }, element("span", {}));
  bar.firstChild.style.setProperty("--share", taxon.probability);
  const toxicity = toxicityOf(taxon, answer);
  return element(
    "li",
    { class: "card" },
    element("p", { class: "name" }, common ?? latin(taxon.latin)),
    element("p", { class: "probability" }, percent(taxon.probability)),
    bar,
    element(
      "p",
      { class: "facts" },
      common !== undefined && latin(taxon.latin),
      taxon.rank !== "species" && element("span", {}, taxon.rank),
      toxicity,
      taxon.link &&
        element("a", { href: taxon.link, target: "_blank", rel: "noreferrer" }, "GBIF", element("span", { class: "unseen" }, ` on ${taxon.latin}, in a new tab`)),
    ),
  );
}

/** What is toxic is always said; what is not, or not known, where somebody might think of eating it. */
function toxicityOf(taxon, answer) {
  if (taxon.toxic) {
    return element("span", { class: "toxic" }, "toxic");
  }
  if (taxon.rank !== "species" || !(answer.warning || answer.edibleOrToxic)) {
    return undefined;
  }
  return element("span", {}, taxon.toxic === false ? "not known to be toxic" : "nobody said whether it is toxic");
}

function note(kind, text) {
  return element("p", { class: `note ${kind}`, role: "note" }, text);
}
