#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

// Bytes that cannot be had: a damaged or cut packed file, a disk error. what() completes "set aside
// because ...".
class DamagedBytes : public std::runtime_error {
 public:
  enum class Then : std::uint8_t {
    nothing_follows,
    more_follows,
    nothing_lost,  // only junk follows what was read
  };

  explicit DamagedBytes(const std::string& reason, Then then = Then::nothing_follows)
      : std::runtime_error(reason), then_(then) {}

  // Whether read() may be called again, for what stands behind the damage.
  Then then() const { return then_; }

 private:
  Then then_;
};

// Bytes in order. One thread at a time.
class ByteSource {
 public:
  virtual ~ByteSource() = default;

  // Fills the front of `into` and returns how much; 0 only at the end. Throws DamagedBytes.
  virtual std::size_t read(std::span<char> into) = 0;
};

// A window that moves over a ByteSource: window() shows what was read and not yet skipped. It holds
// no more than its user asks for, plus a block.
class Input {
 public:
  explicit Input(std::unique_ptr<ByteSource> source, std::size_t block_bytes = kBlockBytes);

  std::string_view window() const { return {buffer_.get() + begin_, end_ - begin_}; }

  // Reads on, so that the window is longer than before; false at the end. Views of the window
  // become invalid.
  bool more();

  // Reads on until the window has `bytes` bytes or the input ends.
  std::string_view at_least(std::size_t bytes);

  // Moves the start of the window. `lines` is how many line breaks are skipped with it.
  void skip(std::size_t bytes, std::uint64_t lines);
  void skip(std::size_t bytes);  // counts the line breaks itself

  std::uint64_t offset() const { return offset_; }  // of the window's first byte
  std::uint64_t line() const { return line_; }      // of the window's first byte, from 1

  // Whether the last byte that was skipped ended a line.
  bool stands_after_line() const { return begin_ > 0 && buffer_[begin_ - 1] == '\n'; }

  // Bytes that could not be read. Reading goes on behind them where it can.
  struct Damage {
    std::uint64_t offset = 0;
    std::string reason;
    bool is_behind_all = false;  // what was read before it is whole
  };

  // The oldest damage that lies at `up_to` or before it, once.
  std::optional<Damage> take_damage(std::uint64_t up_to);
  std::uint64_t next_damage() const;  // its offset; the greatest number where there is none

  static constexpr std::size_t kBlockBytes = 1U << 20;

 private:
  void make_room();

  std::unique_ptr<ByteSource> source_;
  std::size_t block_bytes_;
  std::unique_ptr<char[]> buffer_;
  std::size_t capacity_ = 0;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  bool ended_ = false;
  std::uint64_t offset_ = 0;
  std::uint64_t line_ = 1;
  std::vector<Damage> damages_;
};

// Reads from the front of an Input as if it were a source of its own.
class InputSource : public ByteSource {
 public:
  explicit InputSource(std::shared_ptr<Input> input) : input_(std::move(input)) {}
  std::size_t read(std::span<char> into) override;

 private:
  std::shared_ptr<Input> input_;
};

}  // namespace dateline
