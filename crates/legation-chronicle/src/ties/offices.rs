//! Offices: who held which, from when to when.

use std::collections::BTreeMap;

use legation_model::{
    ActorKind, Bounds, EndRule, Participant, Tie, TieEnd, TieKind, TieParty, TieRole,
};

use super::Thread;
use crate::{cluster::Cluster, context::Context, facts::ActorKey, spells::Mark};

/// One person in one office.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Post<'w> {
    holder: ActorKey,
    body: Participant,
    /// By the one name of an office that has several.
    office: Option<&'w str>,
}

impl<'w> Context<'w> {
    pub(super) fn offices(&self, told: &[&Cluster]) -> Vec<Tie> {
        let kind = TieKind::Office;
        let mut posts: BTreeMap<Post<'_>, Vec<Mark>> = BTreeMap::new();
        for cluster in told.iter().filter(|c| self.opens(self.core(c), kind)) {
            for post in self.posts_in(cluster) {
                self.opening(cluster, kind, posts.entry(post).or_default());
            }
        }
        for cluster in told.iter().filter(|c| self.closes(self.core(c), kind)) {
            self.leave(cluster, &mut posts);
        }
        let mut ties = Vec::new();
        for (post, marks) in posts {
            let office = post.office.map(str::to_owned);
            ties.append(&mut self.spelled(marks, kind, |_| {
                Some(Thread {
                    kind,
                    parties: vec![
                        TieParty {
                            who: self.facts.actor(post.holder).clone(),
                            role: TieRole::Holder,
                        },
                        TieParty {
                            who: post.body.clone(),
                            role: TieRole::Body,
                        },
                    ],
                    instrument: None,
                    office: office.clone(),
                })
            }));
        }
        self.follow_on(&mut ties);
        ties
    }

    /// The posts that a cluster speaks of: its people in its bodies, or in their own states where it names no body.
    fn posts_in(&self, cluster: &Cluster) -> Vec<Post<'w>> {
        let days = cluster.days.unwrap_or(Bounds::OPEN);
        let mut posts = Vec::new();
        for part in &cluster.parts {
            let fact = self.fact(part.fact);
            for holder in self.facts.actors_of(fact) {
                // A state or body that is told to take office is somebody whom the text did not name.
                let known = self.known(*holder).actor;
                if known.is_some_and(|known| known.kind != ActorKind::Person) {
                    continue;
                }
                let body = match self.facts.recipients_of(fact).first() {
                    Some(body) if self.known(*body).is(ActorKind::State) => self.party(*body, days),
                    Some(body) => self.facts.actor(*body).clone(),
                    None => self.party(*holder, days),
                };
                let post = Post {
                    holder: *holder,
                    body,
                    office: cluster.who.office.map(|office| self.office(office)),
                };
                if post.body != *self.facts.actor(*holder) && !posts.contains(&post) {
                    posts.push(post);
                }
            }
        }
        posts
    }

    /// Closes the posts that a cluster speaks of. Where it names no office and the person holds several in the body, each
    /// end is only possible.
    fn leave(&self, cluster: &Cluster, posts: &mut BTreeMap<Post<'w>, Vec<Mark>>) {
        let core = self.core(cluster);
        let death = !self.is_change(cluster);
        let rule = if death {
            EndRule::Death
        } else {
            EndRule::Claims
        };
        let mut marks = Vec::new();
        self.closing(cluster, rule, &mut marks);
        let holders: Vec<ActorKey> = cluster
            .parts
            .iter()
            .flat_map(|part| self.facts.actors_of(self.fact(part.fact)))
            .copied()
            .collect();
        if death {
            for (_, open) in posts
                .iter_mut()
                .filter(|(p, _)| holders.contains(&p.holder))
            {
                open.extend(marks.iter().cloned());
            }
            return;
        }
        for named in self.posts_in(cluster) {
            let held: Vec<Post<'_>> = posts
                .keys()
                .filter(|post| post.holder == named.holder)
                .cloned()
                .collect();
            let same_office: Vec<&Post<'_>> = held
                .iter()
                .filter(|post| core.office.is_none() || post.office == named.office)
                .collect();
            let same_body: Vec<&Post<'_>> = same_office
                .iter()
                .copied()
                .filter(|post| post.body == named.body)
                .collect();
            let fitting = if same_body.is_empty() {
                same_office
            } else {
                same_body
            };
            let only = fitting.len() == 1;
            if fitting.is_empty() {
                posts
                    .entry(named)
                    .or_default()
                    .extend(marks.iter().cloned());
                continue;
            }
            for post in fitting.into_iter().cloned().collect::<Vec<_>>() {
                let closing = marks.iter().cloned().map(|mut mark| {
                    mark.possible |= !only;
                    mark
                });
                posts.entry(post).or_default().extend(closing);
            }
        }
    }

    /// Whether a cluster tells of a change of office, and not of a death.
    fn is_change(&self, cluster: &Cluster) -> bool {
        cluster.parts.iter().any(|part| {
            let fact = self.fact(part.fact);
            fact.office.is_some() || fact.has_recipients()
        })
    }

    /// An office that one holds at a time ends, possibly, when the next one takes it.
    fn follow_on(&self, ties: &mut [Tie]) {
        let mut held: BTreeMap<(Participant, String), Vec<usize>> = BTreeMap::new();
        for (n, tie) in ties.iter().enumerate() {
            if let Some(office) = &tie.office
                && !self.world.is_shared_office(office)
                && let Some(body) = tie.parties.get(1)
            {
                held.entry((body.who.clone(), office.clone()))
                    .or_default()
                    .push(n);
            }
        }
        for mut holders in held.into_values() {
            holders.sort_by_key(|n| (start(&ties[*n]), *n));
            for (n, one) in holders.iter().enumerate() {
                let Some(began) = start(&ties[*one]) else {
                    continue;
                };
                let told = ties[*one].to.as_ref();
                if told.is_some_and(|to| {
                    !to.possible && to.when.is_some() && to.rule != EndRule::Packs
                }) {
                    continue;
                }
                let next = holders[n + 1..].iter().find(|other| {
                    start(&ties[**other]).is_some_and(|s| s > began)
                        && ties[**other].parties[0] != ties[*one].parties[0]
                });
                if let Some(next) = next.and_then(|next| ties[*next].from.clone()) {
                    ties[*one].to = Some(TieEnd {
                        rule: EndRule::NextHolder,
                        possible: true,
                        ..next
                    });
                }
            }
        }
    }
}

/// The first day of a spell.
fn start(tie: &Tie) -> Option<legation_model::Day> {
    tie.from.as_ref().and_then(|from| from.bounds().first)
}
