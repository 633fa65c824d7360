//! What a search finds, page by page, and what the sentences found divide into.

use std::collections::{BTreeMap, BTreeSet, HashMap, hash_map::Entry};

use legation_model::{Claim, Participant, Span};
use legation_record::{
    Brief, BriefScope, ClaimFilter, Hit, Keys, Matches, Record, SearchFilter, SentenceAt,
};

use super::{
    actors::actor_key,
    utf16::{Mark, MarkKind, Utf16},
};
use crate::{
    Error, LoadedPacks,
    search::{fold_query, forms_of},
};

/// Sentences whose claims are counted and that can be paged through. Where a query finds more, its words say too little; the
/// number of all sentences is told all the same.
pub const MAX_SEARCHED: usize = 5_000;
/// Values of a facet that are told.
const MAX_VALUES: usize = 50;

/// What is searched for.
#[derive(Debug, Clone, Default)]
pub struct SearchQuestion {
    /// Words, phrases in quotation marks, beginnings of words with a star.
    pub words: String,
    /// BCP 47 tags of sentences; none asks nothing.
    pub langs: Vec<String>,
    /// Ids of documents; none asks nothing.
    pub docs: Vec<String>,
    /// Only sentences that state a claim that fits.
    pub claims: Option<ClaimFilter>,
    /// Sentences to leave out before the first.
    pub offset: usize,
    /// Sentences at most.
    pub limit: usize,
}

/// A sentence that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct SearchHit {
    /// Id of the document.
    pub doc: String,
    /// Number of the sentence, from 0.
    pub sentence: usize,
    /// BCP 47 tag.
    pub lang: String,
    /// The sentence.
    pub text: String,
    /// The words that were searched for.
    pub marks: Vec<Mark>,
    /// Ids of the claims that it states.
    pub claims: Vec<String>,
}

/// A value and how many sentences have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetValue<T> {
    /// The value.
    pub value: T,
    /// Sentences.
    pub count: usize,
}

/// What the sentences found divide into, the most frequent values first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facets {
    /// By language of the sentence.
    pub langs: Vec<FacetValue<String>>,
    /// By document.
    pub documents: Vec<FacetValue<String>>,
    /// By those who are party to their claims.
    pub actors: Vec<FacetValue<Participant>>,
    /// By class of their claims.
    pub classes: Vec<FacetValue<String>>,
    /// By decade in which their claims' dates begin, in order of time: `196X`.
    pub decades: Vec<FacetValue<String>>,
}

/// Some of the sentences that a search finds.
#[derive(Debug, Clone, Default)]
pub struct SearchPage {
    /// The sentences: the shortest first, which say least besides.
    pub hits: Vec<SearchHit>,
    /// How many there are in all.
    pub total: usize,
    /// Whether there may be more than that: the sentences with the words of a phrase are looked through up to
    /// [`MAX_SEARCHED`].
    pub is_least: bool,
    /// How many of them can be paged through and are counted in the facets: see [`MAX_SEARCHED`].
    pub counted: usize,
    /// What they divide into.
    pub facets: Facets,
}

/// Searches the sentences of a record.
///
/// # Errors
/// Where the query holds no word or the database fails.
pub fn search_page(
    packs: &LoadedPacks,
    record: &Record,
    question: &SearchQuestion,
) -> Result<SearchPage, Error> {
    let _snapshot = record.snapshot()?;
    let forms = |word: &str, lang: &str| forms_of(packs, word, lang);
    let filter = SearchFilter {
        langs: question.langs.clone(),
        docs: question.docs.clone(),
        claims: question.claims.clone(),
        forms: Some(&forms),
        ..SearchFilter::default()
    };
    let query = fold_query(packs, &question.words);
    let found = record.matches(&query, &filter, MAX_SEARCHED)?;
    let from = question.offset.min(found.sentences.len());
    let to = from
        .saturating_add(question.limit)
        .min(found.sentences.len());
    let page = found.sentences.get(from..to).unwrap_or_default();
    let mut hits = Vec::with_capacity(page.len());
    for hit in record.hits(&query, &filter, page)? {
        hits.push(shown(record, hit)?);
    }
    Ok(SearchPage {
        hits,
        total: found.total,
        is_least: !found.is_whole,
        counted: found.sentences.len(),
        facets: facets(record, &found)?,
    })
}

fn shown(record: &Record, hit: Hit) -> Result<SearchHit, Error> {
    let place = Utf16::new(&hit.text, hit.span.start);
    let marks = hit.marks.iter();
    let claims: Vec<Claim> =
        record.claims_within(&hit.doc, Span::new(hit.span.start, hit.span.end))?;
    Ok(SearchHit {
        marks: marks
            .filter_map(|mark| place.mark(*mark, MarkKind::Hit, None))
            .collect(),
        claims: claims
            .into_iter()
            .filter(|claim| claim.sentence == hit.sentence)
            .map(|claim| claim.id)
            .collect(),
        doc: hit.doc,
        sentence: hit.sentence,
        lang: hit.lang,
        text: hit.text,
    })
}

/// What is counted once for each sentence, however many of its claims have it.
#[derive(Debug, Default)]
struct Told {
    actors: BTreeSet<i64>,
    classes: BTreeSet<i64>,
    decades: BTreeSet<i64>,
}

/// What the sentences divide into.
fn facets(record: &Record, found: &Matches) -> Result<Facets, Error> {
    let mut langs: BTreeMap<&str, usize> = BTreeMap::new();
    let mut documents: BTreeMap<u32, usize> = BTreeMap::new();
    let mut told: HashMap<(u32, u32), Told> = HashMap::with_capacity(found.sentences.len());
    for SentenceAt {
        document,
        number,
        lang,
    } in &found.sentences
    {
        *langs.entry(lang).or_default() += 1;
        *documents.entry(*document).or_default() += 1;
        told.insert((*document, *number), Told::default());
    }
    let keys: BTreeSet<u32> = documents.keys().copied().collect();
    let mut names = Names::default();
    record.briefs::<Error>(BriefScope::Documents(&keys), |brief, keys| {
        let Some(sentence) = told.get_mut(&(brief.at.document, brief.sentence)) else {
            return Ok(());
        };
        sentence.actors.extend(&brief.parties);
        sentence.classes.insert(brief.class);
        let year = brief.first_day.map(|day| day.ymd().0);
        sentence
            .decades
            .extend(year.map(|year| year.div_euclid(10)));
        names.learn(brief, keys)
    })?;
    let mut actors: BTreeMap<String, (Participant, usize)> = BTreeMap::new();
    let mut classes: BTreeMap<String, usize> = BTreeMap::new();
    let mut decades: BTreeMap<i64, usize> = BTreeMap::new();
    for sentence in told.values() {
        // Two names of one actor are one.
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        for key in &sentence.actors {
            if let Some((name, who)) = names.actors.get(key)
                && seen.insert(name)
            {
                let known = actors.entry(name.clone());
                known.or_insert_with(|| (who.clone(), 0)).1 += 1;
            }
        }
        for class in sentence
            .classes
            .iter()
            .filter_map(|key| names.words.get(key))
        {
            *classes.entry(class.clone()).or_default() += 1;
        }
        for decade in &sentence.decades {
            *decades.entry(*decade).or_default() += 1;
        }
    }
    let mut of_documents = Vec::with_capacity(documents.len());
    for (key, count) in documents {
        of_documents.push((key, count));
    }
    of_documents.sort_by_key(|(key, count)| (std::cmp::Reverse(*count), *key));
    of_documents.truncate(MAX_VALUES);
    let documents = of_documents
        .into_iter()
        .map(|(key, count)| Ok((record.document_id(key)?, count)))
        .collect::<Result<BTreeMap<String, usize>, Error>>()?;
    let langs = langs
        .into_iter()
        .map(|(lang, count)| (lang.to_owned(), count));
    let mut actors: Vec<(Participant, usize)> = actors.into_values().collect();
    actors.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    actors.truncate(MAX_VALUES);
    let decades = decades.into_iter().map(|(decade, count)| FacetValue {
        value: decade_name(decade),
        count,
    });
    Ok(Facets {
        langs: by_count(langs),
        documents: by_count(documents),
        actors: actors
            .into_iter()
            .map(|(value, count)| FacetValue { value, count })
            .collect(),
        classes: by_count(classes),
        decades: decades.collect(),
    })
}

/// Names behind keys, each looked up once.
#[derive(Debug, Default)]
struct Names {
    actors: HashMap<i64, (String, Participant)>,
    words: HashMap<i64, String>,
}

impl Names {
    fn learn(&mut self, brief: &Brief, keys: &mut Keys<'_>) -> Result<(), Error> {
        for party in &brief.parties {
            if !self.actors.contains_key(party) {
                let who = keys.actor(*party)?;
                let key = actor_key(who.id.as_deref(), &who.name);
                self.actors.insert(*party, (key, who));
            }
        }
        if let Entry::Vacant(new) = self.words.entry(brief.class) {
            new.insert(keys.word(brief.class)?);
        }
        Ok(())
    }
}

/// Values in order of how many sentences have them, then of the alphabet.
fn by_count(values: impl IntoIterator<Item = (String, usize)>) -> Vec<FacetValue<String>> {
    let mut all: Vec<FacetValue<String>> = values
        .into_iter()
        .map(|(value, count)| FacetValue { value, count })
        .collect();
    all.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value)));
    all.truncate(MAX_VALUES);
    all
}

/// A decade as EDTF: `196X`; before the year 0 as a span, for digits left open count away from it.
fn decade_name(decade: i64) -> String {
    if decade < 0 {
        let first = decade * 10;
        format!("{first:05}/{:05}", first + 9)
    } else {
        format!("{decade:03}X")
    }
}

#[cfg(test)]
mod tests {
    use legation_model::Edtf;

    use super::*;
    use crate::{names::tests::packs, view::testing::read_record};

    const TEXTS: [(&str, &str); 3] = [
        (
            "en",
            "🌍 Albania left the Warsaw Pact in 1968. In 1955 Albania joined the Warsaw Pact. The Warsaw tram ran late.",
        ),
        (
            "ar",
            "انسحبت ألبانيا من حلف وارسو عام 1968. زار وفد ألباني وارسو.",
        ),
        ("he", "אלבניה פרשה מברית ורשה בשנת 1968."),
    ];

    fn ask(record: &Record, question: SearchQuestion) -> SearchPage {
        let question = SearchQuestion {
            limit: if question.limit == 0 {
                50
            } else {
                question.limit
            },
            ..question
        };
        search_page(packs(), record, &question).expect("an answer")
    }

    fn words(text: &str) -> SearchQuestion {
        SearchQuestion {
            words: text.to_owned(),
            ..SearchQuestion::default()
        }
    }

    fn count(facet: &[FacetValue<String>], value: &str) -> Option<usize> {
        facet.iter().find(|f| f.value == value).map(|f| f.count)
    }

    #[test]
    fn what_is_found_is_marked_and_divided() {
        let (_folder, record) = read_record(&TEXTS);
        let page = ask(&record, words("warsaw"));
        assert_eq!((page.total, page.counted, page.is_least), (3, 3, false));
        for hit in &page.hits {
            let units: Vec<u16> = hit.text.encode_utf16().collect();
            for mark in &hit.marks {
                let cut = String::from_utf16(&units[mark.start..mark.end]);
                assert_eq!(cut.expect("whole characters"), "Warsaw");
            }
            assert_eq!(hit.marks.len(), 1);
        }
        let facets = page.facets;
        assert_eq!(count(&facets.langs, "en"), Some(3));
        assert_eq!(count(&facets.documents, "en"), Some(3));
        assert_eq!(count(&facets.classes, "leave-organization"), Some(1));
        assert_eq!(count(&facets.classes, "join-organization"), Some(1));
        let decades: Vec<&str> = facets.decades.iter().map(|d| d.value.as_str()).collect();
        assert_eq!(decades, ["195X", "196X"]);
        let albania = facets
            .actors
            .iter()
            .find(|a| a.value.id.as_deref() == Some("albania"));
        assert_eq!(albania.map(|a| a.count), Some(2));
        let with_claims = page
            .hits
            .iter()
            .filter(|hit| !hit.claims.is_empty())
            .count();
        assert_eq!(with_claims, 2, "the tram states nothing");
    }

    #[test]
    fn filters_of_claims_leave_sentences_that_state_such_a_claim() {
        let (_folder, record) = read_record(&TEXTS);
        let question = SearchQuestion {
            claims: Some(ClaimFilter {
                classes: vec!["leave-organization".to_owned()],
                ..ClaimFilter::default()
            }),
            ..words("warsaw")
        };
        let page = ask(&record, question);
        assert_eq!(page.total, 1);
        assert!(page.hits[0].text.contains("left"));
        let from: Edtf = "1960".parse().expect("a date");
        let question = SearchQuestion {
            claims: Some(ClaimFilter {
                from: from.bounds().first,
                ..ClaimFilter::default()
            }),
            ..words("warsaw")
        };
        assert_eq!(ask(&record, question).total, 1);
    }

    #[test]
    fn pages_are_whole_and_repeat_nothing() {
        let (_folder, record) = read_record(&TEXTS);
        let all: Vec<SearchHit> = ask(&record, words("albania warsaw")).hits;
        assert_eq!(all.len(), 2);
        let paged: Vec<SearchHit> = (0..3)
            .flat_map(|offset| {
                ask(
                    &record,
                    SearchQuestion {
                        offset,
                        limit: 1,
                        ..words("albania warsaw")
                    },
                )
                .hits
            })
            .collect();
        assert_eq!(paged, all);
    }

    #[test]
    fn phrases_and_languages_are_kept_to() {
        let (_folder, record) = read_record(&TEXTS);
        assert_eq!(ask(&record, words("\"warsaw pact\"")).total, 2);
        assert_eq!(ask(&record, words("\"pact warsaw\"")).total, 0);
        assert_eq!(ask(&record, words("وارسو")).total, 2);
        let hebrew = SearchQuestion {
            langs: vec!["he".to_owned()],
            ..words("1968")
        };
        let page = ask(&record, hebrew);
        assert_eq!((page.total, page.hits[0].doc.as_str()), (1, "he"));
        let nothing = search_page(packs(), &record, &words("؟"));
        assert!(matches!(nothing, Err(Error::Ask(_))));
    }

    #[test]
    fn decades_are_named_as_dates_are() {
        for (decade, name) in [(196, "196X"), (0, "000X"), (-5, "-0050/-0041")] {
            assert_eq!(decade_name(decade), name);
            assert!(name.parse::<Edtf>().is_ok(), "{name}");
        }
    }
}
