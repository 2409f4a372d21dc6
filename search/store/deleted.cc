#include "search/store/deleted.h"

#include <algorithm>

#include "search/base/error.h"
#include "search/base/mapped_file.h"
#include "search/base/output_file.h"

namespace dateline {
namespace {

constexpr std::uint64_t kMagic = 0x31656C6544656E69;  // "ineDele1"
constexpr std::size_t kHeader = 2 * sizeof(std::uint64_t);

}  // namespace

DeletedDocuments::DeletedDocuments(std::vector<bool> deleted)
    : deleted_(std::move(deleted)),
      count_(static_cast<std::uint32_t>(std::count(deleted_.begin(), deleted_.end(), true))) {}

DeletedDocuments read_deleted(const std::filesystem::path& path) {
  if (!std::filesystem::exists(path)) return DeletedDocuments();
  const MappedFile file(path);
  const std::string_view bytes = file.bytes();
  const auto documents = load<std::uint64_t>(bytes, sizeof(std::uint64_t));
  const bool fits = documents / 8 <= bytes.size() && bytes.size() == kHeader + (documents + 7) / 8;
  if (load<std::uint64_t>(bytes, 0) != kMagic || !fits)
    throw IndexError(path.string() + " is damaged: run dateline-index --full");
  std::vector<bool> deleted(documents);
  for (std::uint64_t i = 0; i < documents; ++i)
    deleted[i] = ((static_cast<unsigned char>(bytes[kHeader + i / 8]) >> (i % 8)) & 1U) != 0;
  return DeletedDocuments(std::move(deleted));
}

void write_deleted(const DeletedDocuments& deleted, const std::filesystem::path& path) {
  const std::vector<bool>& bits = deleted.bits();
  std::string bytes((bits.size() + 7) / 8, '\0');
  for (std::size_t i = 0; i < bits.size(); ++i) {
    if (bits[i])
      bytes[i / 8] = static_cast<char>(static_cast<unsigned char>(bytes[i / 8]) | (1U << (i % 8)));
  }
  OutputFile file(path);
  file.write_number(kMagic);
  file.write_number<std::uint64_t>(bits.size());
  file.write(bytes);
  file.finish();
}

}  // namespace dateline
