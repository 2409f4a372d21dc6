#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <xapian.h>

#include "search/match/match_counts.h"
#include "search/match/position_matcher.h"
#include "search/query/search_request.h"
#include "search/store/generation.h"
#include "search/store/tokens/token_stream.h"

// What Dateline adds to Xapian's matcher: sources that look at a candidate document and accept it
// or not. Xapian asks the sources of an AND in the order of their estimated sizes, so that these
// come after the postings.
namespace dateline {

// A source that decides on documents one by one. Xapian clones it for every segment.
class DocumentSource : public Xapian::PostingSource {
 public:
  explicit DocumentSource(std::shared_ptr<const Generation> generation)
      : generation_(std::move(generation)) {}

  void init(const Xapian::Database& postings) override;
  void next(double least_weight) override;
  void skip_to(Xapian::docid docid, double least_weight) override;
  bool check(Xapian::docid docid, double least_weight) override;
  bool at_end() const override { return document_ >= documents_; }
  Xapian::docid get_docid() const override { return document_ + 1; }
  Xapian::doccount get_termfreq_min() const override { return 0; }
  Xapian::doccount get_termfreq_max() const override { return documents_; }

 protected:
  virtual void enter(const Segment& segment) = 0;
  virtual bool accept(std::uint32_t document) = 0;

  const std::shared_ptr<const Generation>& generation() const { return generation_; }
  std::uint32_t document() const { return document_; }
  std::uint32_t documents() const { return documents_; }

 private:
  void advance(std::uint32_t document);

  std::shared_ptr<const Generation> generation_;
  std::uint32_t document_ = 0;
  std::uint32_t documents_ = 0;
  bool started_ = false;
};

// Accepts documents in whose token stream a PositionNode is found.
class PositionFilter : public DocumentSource {
 public:
  PositionFilter(std::shared_ptr<const Generation> generation,
                 std::shared_ptr<const PositionNode> node);
  Xapian::PostingSource* clone() const override;
  Xapian::doccount get_termfreq_est() const override { return documents() / 2; }

 protected:
  void enter(const Segment& segment) override;
  bool accept(std::uint32_t document) override;

 private:
  std::shared_ptr<const PositionNode> node_;
  const Segment* segment_ = nullptr;
  std::optional<PositionMatcher> matcher_;
  TokenStream stream_;
};

// Accepts what a PositionFilter does, and gives it a weight.
class PreferenceSource : public PositionFilter {
 public:
  PreferenceSource(std::shared_ptr<const Generation> generation,
                   std::shared_ptr<const PositionNode> node, double weight);
  Xapian::PostingSource* clone() const override;
  double get_weight() const override { return weight_; }

 protected:
  void enter(const Segment& segment) override;

 private:
  std::shared_ptr<const PositionNode> node_;
  double weight_;
};

// Accepts documents published in a range of days, inclusive.
class DayFilter : public DocumentSource {
 public:
  DayFilter(std::shared_ptr<const Generation> generation, std::int32_t from, std::int32_t to);
  Xapian::PostingSource* clone() const override;
  Xapian::doccount get_termfreq_est() const override { return documents() / 2; }

 protected:
  void enter(const Segment& segment) override { columns_ = &segment.columns(); }
  bool accept(std::uint32_t document) override;

 private:
  std::int32_t from_;
  std::int32_t to_;
  const Columns* columns_ = nullptr;
};

// Accepts documents that are not deleted.
class LiveFilter : public DocumentSource {
 public:
  using DocumentSource::DocumentSource;
  Xapian::PostingSource* clone() const override;
  Xapian::doccount get_termfreq_est() const override { return documents(); }

 protected:
  void enter(const Segment& segment) override { segment_ = &segment; }
  bool accept(std::uint32_t document) override { return !segment_->is_deleted(document); }

 private:
  const Segment* segment_ = nullptr;
};

// Accepts every document, counts those that it is asked about, and weighs them by date. It claims
// to be larger than any other source, so that Xapian asks it last: about matches only.
class MatchObserver : public DocumentSource {
 public:
  // With Sort::relevance it adds no weight. `counts` may be null; it must outlive the search.
  MatchObserver(std::shared_ptr<const Generation> generation, Sort sort, MatchCounts* counts);
  Xapian::PostingSource* clone() const override;
  Xapian::doccount get_termfreq_est() const override { return documents() + 1; }
  double get_weight() const override;

 protected:
  void enter(const Segment& segment) override;
  bool accept(std::uint32_t document) override;

 private:
  Sort sort_;
  MatchCounts* counts_;
  SegmentCounts* here_ = nullptr;
  const Segment* segment_ = nullptr;
};

}  // namespace dateline
