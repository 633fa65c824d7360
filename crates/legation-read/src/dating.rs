//! The dates of a sentence's claims, once it is known which events it tells: an event that stands between another and a
//! date, or nearer to it, takes the date from the other.

use legation_model::{Claim, Status, WhenFrom};

use crate::{clauses::Clause, sentence::SentenceReader, when::Dating};

impl SentenceReader<'_> {
    /// Dates the claims of a sentence again. Each comes with the tokens of its trigger and the number of its clause.
    pub(crate) fn redate(&self, made: &mut [(Claim, (usize, usize), usize)], cut: &[Clause]) {
        let events: Vec<(usize, usize)> = made.iter().map(|(_, at, _)| *at).collect();
        let dating = Dating {
            weighing: self.weighing,
            times: &self.timed.times,
            clauses: cut,
            events: &events,
            frame: self.timed.frame.as_ref(),
        };
        for (claim, at, clause) in made {
            // "Did not leave until 1968" keeps the date that made it a statement.
            let until = self
                .timed
                .times
                .iter()
                .any(|t| t.until.is_some() && claim.when_start == Some(t.span.start));
            if until {
                continue;
            }
            let wanted = matches!(claim.status, Status::Planned | Status::Denied);
            let mut when = dating.choose(*at, wanted, claim.class == "sign-agreement");
            if wanted {
                when = when.without_context();
            }
            claim.when = when.edtf;
            claim.when_from = when.from;
            claim.when_text = when.span.map(|s| s.of(self.text()).to_owned());
            claim.when_start = when.span.map(|s| s.start);
            claim.when_end = when.span.map(|s| s.end);
            if let (Some(span), Some(WhenFrom::Clause)) = (when.span, when.from) {
                let clause = cut[*clause];
                let inside = self
                    .sentence
                    .folded
                    .span(clause.from, clause.to)
                    .contains(span);
                let quote = claim.span();
                if inside && !quote.contains(span) {
                    self.requote(claim, quote.join(span));
                }
            }
        }
    }
}
