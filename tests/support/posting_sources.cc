#include "tests/support/posting_sources.h"

namespace dateline {
void DocumentSource::init(const Xapian::Database& postings) {
  const Segment& segment = generation_->segment_of(postings);
  document_ = 0;
  documents_ = segment.documents();
  started_ = false;
  enter(segment);
}

void DocumentSource::advance(std::uint32_t document) {
  started_ = true;
  while (document < documents_ && !accept(document)) ++document;
  document_ = document;
}

void DocumentSource::next(double) { advance(started_ ? document_ + 1 : 0); }

void DocumentSource::skip_to(Xapian::docid docid, double) {
  if (!started_ || docid > get_docid()) advance(docid - 1);
}

// True: the document is accepted and we stand on it. False: it is not, and where the next is would
// cost a walk.
bool DocumentSource::check(Xapian::docid docid, double) {
  started_ = true;
  document_ = docid - 1;
  return accept(document_);
}

PositionFilter::PositionFilter(std::shared_ptr<const Generation> generation,
                               std::shared_ptr<const PositionNode> node)
    : DocumentSource(std::move(generation)), node_(std::move(node)) {}

Xapian::PostingSource* PositionFilter::clone() const {
  return new PositionFilter(generation(), node_);
}

void PositionFilter::enter(const Segment& segment) {
  segment_ = &segment;
  matcher_.emplace(*node_, segment.lexicon());
}

bool PositionFilter::accept(std::uint32_t document) {
  return matcher_->matches(segment_->tokens(document), stream_);
}

PreferenceSource::PreferenceSource(std::shared_ptr<const Generation> generation,
                                   std::shared_ptr<const PositionNode> node, double weight)
    : PositionFilter(std::move(generation), node), node_(std::move(node)), weight_(weight) {
  set_maxweight(weight_);
}

Xapian::PostingSource* PreferenceSource::clone() const {
  return new PreferenceSource(generation(), node_, weight_);
}

void PreferenceSource::enter(const Segment& segment) {
  PositionFilter::enter(segment);
  set_maxweight(weight_);
}

DayFilter::DayFilter(std::shared_ptr<const Generation> generation, std::int32_t from,
                     std::int32_t to)
    : DocumentSource(std::move(generation)), from_(from), to_(to) {}

Xapian::PostingSource* DayFilter::clone() const { return new DayFilter(generation(), from_, to_); }

bool DayFilter::accept(std::uint32_t document) {
  const std::int32_t day = columns_->day(document);
  return day != kNoDay && day >= from_ && columns_->last_day(document) <= to_;
}

Xapian::PostingSource* LiveFilter::clone() const { return new LiveFilter(generation()); }

MatchObserver::MatchObserver(std::shared_ptr<const Generation> generation, Sort sort,
                             MatchCounts* counts)
    : DocumentSource(std::move(generation)), sort_(sort), counts_(counts) {
  if (sort_ != Sort::relevance) set_maxweight(kMostDateWeight);
}

Xapian::PostingSource* MatchObserver::clone() const {
  return new MatchObserver(generation(), sort_, counts_);
}

void MatchObserver::enter(const Segment& segment) {
  if (sort_ != Sort::relevance) set_maxweight(kMostDateWeight);
  segment_ = &segment;
  if (counts_ != nullptr) here_ = &counts_->add_segment(segment);
}

bool MatchObserver::accept(std::uint32_t document) {
  if (here_ != nullptr) here_->count(document, *counts_);
  return true;
}

double MatchObserver::get_weight() const {
  if (sort_ == Sort::relevance) return 0;
  return date_weight(*segment_, document(), sort_);
}

}  // namespace dateline
