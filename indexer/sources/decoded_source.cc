#include "indexer/sources/decoded_source.h"

#include <array>
#include <stdexcept>

#include <unicode/ucnv.h>

#include "indexer/text/encoding.h"

namespace dateline {
namespace {

struct Closer {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, Closer>;

Converter open_converter(const std::string& name) {
  UErrorCode status = U_ZERO_ERROR;
  Converter converter(ucnv_open(name.c_str(), &status));
  if (U_FAILURE(status)) throw std::logic_error("no such encoding: " + name);
  return converter;
}

}  // namespace

struct DecodedSource::Converters {
  Converter from;
  Converter to;
  std::array<UChar, 4096> pivot{};
  UChar* pivot_source = pivot.data();
  UChar* pivot_target = pivot.data();
  bool first = true;
};

DecodedSource::DecodedSource(std::shared_ptr<Input> encoded, std::string_view charset)
    : encoded_(std::move(encoded)), converters_(std::make_unique<Converters>()) {
  converters_->from = open_converter(std::string(charset));
  converters_->to = open_converter("UTF-8");
  const std::string_view front = encoded_->at_least(4);
  if (charset.starts_with("UTF-16") &&
      (front.starts_with("\xFF\xFE") || front.starts_with("\xFE\xFF")))
    encoded_->skip(2, 0);
  if (byte_order_mark(front).starts_with("UTF-32")) encoded_->skip(4, 0);
}

DecodedSource::~DecodedSource() = default;

std::size_t DecodedSource::read(std::span<char> into) {
  for (;;) {
    if (encoded_->window().empty() && !ended_) ended_ = !encoded_->more();
    if (const auto damage = encoded_->take_damage(encoded_->offset()))
      throw DamagedBytes(damage->reason, DamagedBytes::Then::more_follows);
    const std::string_view window = encoded_->window();
    const char* source = window.data();
    char* target = into.data();
    UErrorCode status = U_ZERO_ERROR;
    ucnv_convertEx(
        converters_->to.get(), converters_->from.get(), &target, into.data() + into.size(), &source,
        window.data() + window.size(), converters_->pivot.data(), &converters_->pivot_source,
        &converters_->pivot_target, converters_->pivot.data() + converters_->pivot.size(),
        converters_->first, ended_, &status);
    converters_->first = false;
    encoded_->skip(static_cast<std::size_t>(source - window.data()), 0);
    const auto count = static_cast<std::size_t>(target - into.data());
    if (count != 0 || ended_) return count;
  }
}

}  // namespace dateline
