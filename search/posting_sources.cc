#include "search/posting_sources.h"

namespace dateline {
namespace {

// Instants lie within the years 1 to 9999, so weights are exact as doubles and positive; undated
// articles weigh 0.
constexpr double kEarliest = -62135683200.0 - 86400;
constexpr double kLatest = 253402300800.0 + 86400;

}  // namespace

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
  stream_.decode(segment_->tokens(document));
  return matcher_->matches(stream_);
}

DayFilter::DayFilter(std::shared_ptr<const Generation> generation, std::int32_t from,
                     std::int32_t to)
    : DocumentSource(std::move(generation)), from_(from), to_(to) {}

Xapian::PostingSource* DayFilter::clone() const { return new DayFilter(generation(), from_, to_); }

bool DayFilter::accept(std::uint32_t document) {
  const std::int32_t day = columns_->day(document);
  return day != kNoDay && day >= from_ && day <= to_;
}

Xapian::PostingSource* LiveFilter::clone() const { return new LiveFilter(generation()); }

std::uint64_t MatchCounts::matches() const {
  std::uint64_t sum = 0;
  for (const auto& segment : segments) sum += segment->matches;
  return sum;
}

MatchObserver::MatchObserver(std::shared_ptr<const Generation> generation, Sort sort,
                             MatchCounts* counts)
    : DocumentSource(std::move(generation)), sort_(sort), counts_(counts) {
  if (sort_ != Sort::relevance) set_maxweight(kLatest - kEarliest);
}

Xapian::PostingSource* MatchObserver::clone() const {
  return new MatchObserver(generation(), sort_, counts_);
}

void MatchObserver::enter(const Segment& segment) {
  if (sort_ != Sort::relevance) set_maxweight(kLatest - kEarliest);
  columns_ = &segment.columns();
  if (counts_ == nullptr) return;
  auto counts = std::make_unique<SegmentCounts>();
  counts->segment = &segment;
  for (const std::size_t field : counts_->fields)
    counts->facets.emplace_back(columns_->values(field));
  here_ = counts.get();
  counts_->segments.push_back(std::move(counts));
}

bool MatchObserver::accept(std::uint32_t document) {
  if (here_ == nullptr) return true;
  ++here_->matches;
  for (std::size_t i = 0; i < counts_->fields.size(); ++i) {
    columns_->for_each_value(counts_->fields[i], document,
                             [&](std::uint32_t value) { ++here_->facets[i][value]; });
  }
  if (counts_->timeline) here_->days.push_back(columns_->day(document));
  return true;
}

double MatchObserver::get_weight() const {
  if (sort_ == Sort::relevance) return 0;
  const std::int64_t at = columns_->instant(document());
  if (at == kUndated) return 0;
  return sort_ == Sort::newest ? static_cast<double>(at) - kEarliest
                               : kLatest - static_cast<double>(at);
}

}  // namespace dateline
