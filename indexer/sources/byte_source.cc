#include "indexer/sources/byte_source.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace dateline {

Input::Input(std::unique_ptr<ByteSource> source, std::size_t block_bytes)
    : source_(std::move(source)), block_bytes_(std::max<std::size_t>(block_bytes, 4096)) {}

// The window moves to the front of the buffer only after a quarter of the buffer was skipped, and
// else the buffer doubles, so that both cost a constant share of reading.
void Input::make_room() {
  if (capacity_ - end_ >= block_bytes_ / 2 && capacity_ != 0) return;
  const std::size_t size = end_ - begin_;
  if (capacity_ != 0 && begin_ >= capacity_ / 4) {
    std::memmove(buffer_.get(), buffer_.get() + begin_, size);
  } else {
    const std::size_t capacity = std::max(block_bytes_, 2 * size);
    auto larger = std::make_unique_for_overwrite<char[]>(capacity);
    if (size != 0) std::memcpy(larger.get(), buffer_.get() + begin_, size);
    buffer_ = std::move(larger);
    capacity_ = capacity;
  }
  begin_ = 0;
  end_ = size;
}

bool Input::more() {
  while (!ended_) {
    make_room();
    try {
      const std::size_t count = source_->read({buffer_.get() + end_, capacity_ - end_});
      end_ += count;
      ended_ = count == 0;
      if (count != 0) return true;
    } catch (const DamagedBytes& damage) {
      damages_.push_back({offset_ + (end_ - begin_), damage.what(),
                          damage.then() == DamagedBytes::Then::nothing_lost});
      ended_ = damage.then() != DamagedBytes::Then::more_follows;
    }
  }
  return false;
}

std::string_view Input::at_least(std::size_t bytes) {
  while (window().size() < bytes && more()) {
  }
  return window();
}

void Input::skip(std::size_t bytes, std::uint64_t lines) {
  begin_ += bytes;
  offset_ += bytes;
  line_ += lines;
}

void Input::skip(std::size_t bytes) {
  const std::string_view skipped = window().substr(0, bytes);
  skip(bytes, static_cast<std::uint64_t>(std::count(skipped.begin(), skipped.end(), '\n')));
}

std::uint64_t Input::next_damage() const {
  return damages_.empty() ? UINT64_MAX : damages_.front().offset;
}

std::optional<Input::Damage> Input::take_damage(std::uint64_t up_to) {
  if (damages_.empty() || damages_.front().offset > up_to) return std::nullopt;
  Damage damage = std::move(damages_.front());
  damages_.erase(damages_.begin());
  return damage;
}

std::size_t InputSource::read(std::span<char> into) {
  if (input_->window().empty()) input_->more();
  if (const auto damage = input_->take_damage(input_->offset()))
    throw DamagedBytes(damage->reason, DamagedBytes::Then::more_follows);
  const std::string_view window =
      input_->window().substr(0, input_->next_damage() - input_->offset());
  const std::size_t count = std::min(window.size(), into.size());
  if (count != 0) std::memcpy(into.data(), window.data(), count);
  input_->skip(count, 0);
  return count;
}

}  // namespace dateline
