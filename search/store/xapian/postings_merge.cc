#include "search/store/xapian/postings_merge.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "search/base/error.h"
#include "search/base/scratch_array.h"
#include "search/store/xapian/postings_scanner.h"
#include "search/store/xapian/postings_writer.h"

namespace dateline {
namespace {

struct Input {
  PostingsScanner scanner;
  std::uint32_t first_document = 0;
  std::size_t number = 0;  // its place among the inputs
  std::uint32_t documents = 0;
};

IndexError damaged(const char* what) {
  return IndexError(std::string("the ") + what +
                    " of the index are not in order: the index is damaged, run dateline-index "
                    "--full");
}

// Goes to the input's next term, which has to come after the one before; false at the end.
bool next_term(Input& input) {
  const std::string before = input.scanner.term();  // empty at first, as no term is
  if (!input.scanner.next()) return false;
  if (input.scanner.term() <= before) throw damaged("terms");
  return true;
}

// That postings are of documents of the input, each after the one before.
void refuse_disorder(std::span<const Posting> postings, const Input& input) {
  std::uint64_t least = input.first_document;
  const std::uint64_t end = least + input.documents;
  for (const Posting& posting : postings) {
    if (posting.document < least || posting.document >= end) throw damaged("postings");
    least = std::uint64_t{posting.document} + 1;
  }
}

// A heap has its greatest element first: the input whose term is least, and of equal terms the one
// whose documents come first.
bool is_later_posting(const Input* a, const Input* b) {
  const int order = a->scanner.term().compare(b->scanner.term());
  return order > 0 || (order == 0 && a->number > b->number);
}

// The inputs, each at its first term, as a heap.
class Heap {
 public:
  explicit Heap(const std::vector<std::unique_ptr<Input>>& inputs) {
    for (const auto& input : inputs) {
      if (next_term(*input)) inputs_.push_back(input.get());
    }
    std::make_heap(inputs_.begin(), inputs_.end(), is_later_posting);
  }

  bool is_empty() const { return inputs_.empty(); }
  const std::string& least_term() const { return inputs_.front()->scanner.term(); }

  // Takes the postings of the least term from the first input that has it.
  void take(ScratchArray<Posting>& postings) {
    std::pop_heap(inputs_.begin(), inputs_.end(), is_later_posting);
    Input& input = *inputs_.back();
    const std::size_t before = postings.size();
    input.scanner.append_to(postings, input.first_document);
    refuse_disorder(std::span(postings.begin(), postings.end()).subspan(before), input);
    if (next_term(input)) {
      std::push_heap(inputs_.begin(), inputs_.end(), is_later_posting);
    } else {
      inputs_.pop_back();
    }
  }

 private:
  std::vector<Input*> inputs_;
};

using PostingsInputs = std::vector<std::unique_ptr<Input>>;

// Opens the inputs, and appends the lengths of their documents.
PostingsInputs open_inputs(std::span<const std::filesystem::path> paths,
                           ScratchArray<std::uint32_t>& lengths) {
  PostingsInputs inputs;
  for (const std::filesystem::path& path : paths) {
    inputs.push_back(
        std::make_unique<Input>(Input{.scanner = PostingsScanner(path),
                                      .first_document = static_cast<std::uint32_t>(lengths.size()),
                                      .number = inputs.size()}));
    Input& input = *inputs.back();
    input.scanner.append_lengths(lengths);
    input.documents = static_cast<std::uint32_t>(lengths.size()) - input.first_document;
  }
  return inputs;
}

void merge_into(PostingsWriter& writer, const PostingsInputs& inputs,
                const std::filesystem::path& scratch) {
  Heap heap(inputs);
  ScratchArray<Posting> postings(scratch);
  for (std::string term; !heap.is_empty();) {
    term = heap.least_term();
    postings.clear();
    while (!heap.is_empty() && heap.least_term() == term) heap.take(postings);
    writer.add(term, {postings.begin(), postings.end()});
  }
  writer.finish();
}

}  // namespace

void merge_postings(std::span<const std::filesystem::path> paths,
                    const std::filesystem::path& output) {
  ScratchArray<std::uint32_t> lengths(output.parent_path());
  const PostingsInputs inputs = open_inputs(paths, lengths);
  PostingsWriter writer(output, {lengths.begin(), lengths.end()});
  merge_into(writer, inputs, output.parent_path());
}

void merge_postings(std::span<const std::filesystem::path> paths,
                    const std::filesystem::path& output, DatabaseExtras extras) {
  ScratchArray<std::uint32_t> lengths(output.parent_path());
  const PostingsInputs inputs = open_inputs(paths, lengths);
  PostingsWriter writer(output, {lengths.begin(), lengths.end()}, std::move(extras));
  merge_into(writer, inputs, output.parent_path());
}

}  // namespace dateline
