#include "indexer/formats/archive.h"

#include <array>
#include <cerrno>
#include <optional>
#include <stdexcept>
#include <utility>

#include <archive.h>
#include <archive_entry.h>

#include "indexer/text/encoding.h"

namespace dateline {
namespace {

struct ArchiveCloser {
  void operator()(archive* opened) const { archive_read_free(opened); }
};
using Archive = std::unique_ptr<archive, ArchiveCloser>;

Archive new_archive() {
  Archive made(archive_read_new());
  if (made == nullptr) throw std::bad_alloc();
  archive_read_support_format_zip(made.get());
  archive_read_support_format_tar(made.get());
  return made;
}

std::string error_of(archive* opened) {
  const char* const reason = archive_error_string(opened);
  return reason == nullptr ? "unknown error" : clean_text_line(replace_invalid_utf8(reason));
}

// Where the bytes of the archive itself come from.
class ArchiveBytes {
 public:
  ArchiveBytes(std::shared_ptr<Input> input, std::shared_ptr<FileSource> file)
      : input_(std::move(input)), file_(std::move(file)) {
    if (file_ == nullptr) return;
    file_->seek(0);
    block_.resize(Input::kBlockBytes / 4);
  }

  void open(archive* opened) {
    archive_read_set_callback_data(opened, this);
    archive_read_set_read_callback(opened, &ArchiveBytes::read);
    if (file_ != nullptr) archive_read_set_seek_callback(opened, &ArchiveBytes::seek);
    archive_read_open1(opened);
  }

 private:
  static la_ssize_t read(archive* opened, void* self, const void** bytes) {
    try {
      return static_cast<ArchiveBytes*>(self)->read_block(bytes);
    } catch (const DamagedBytes& damage) {
      archive_set_error(opened, EIO, "%s", damage.what());
      return -1;
    }
  }

  static la_int64_t seek(archive*, void* self, la_int64_t offset, int whence) {
    FileSource& file = *static_cast<ArchiveBytes*>(self)->file_;
    la_int64_t base = 0;
    if (whence == SEEK_CUR) base = static_cast<la_int64_t>(file.position());
    if (whence == SEEK_END) base = static_cast<la_int64_t>(file.size());
    if (base + offset < 0) return ARCHIVE_FATAL;
    file.seek(static_cast<std::uint64_t>(base + offset));
    return base + offset;
  }

  la_ssize_t read_block(const void** bytes) {
    if (file_ != nullptr) {
      *bytes = block_.data();
      return static_cast<la_ssize_t>(file_->read({block_.data(), block_.size()}));
    }
    input_->skip(std::exchange(given_, 0), 0);
    if (input_->window().empty() && !input_->more()) {
      if (const auto damage = input_->take_damage(UINT64_MAX)) throw DamagedBytes(damage->reason);
    }
    *bytes = input_->window().data();
    given_ = input_->window().size();
    return static_cast<la_ssize_t>(given_);
  }

  std::shared_ptr<Input> input_;
  std::shared_ptr<FileSource> file_;
  std::string block_;
  std::size_t given_ = 0;
};

// The bytes of the member that the archive stands at.
class MemberSource : public ByteSource {
 public:
  MemberSource(archive* opened, std::shared_ptr<UnpackBudget> budget)
      : archive_(opened), budget_(std::move(budget)) {}

  std::size_t read(std::span<char> into) override {
    la_ssize_t count = ARCHIVE_RETRY;
    while (count == ARCHIVE_RETRY) count = archive_read_data(archive_, into.data(), into.size());
    if (count < 0) throw DamagedBytes("the archive's member is damaged: " + error_of(archive_));
    budget_->spend(static_cast<std::uint64_t>(count));
    return static_cast<std::size_t>(count);
  }

 private:
  archive* archive_;
  std::shared_ptr<UnpackBudget> budget_;
};

std::string name_of(archive_entry* entry) {
  const char* name = archive_entry_pathname_utf8(entry);
  if (name == nullptr) name = archive_entry_pathname(entry);
  return name == nullptr ? "(member without a name)" : clean_text_line(replace_invalid_utf8(name));
}

bool is_hidden_member(std::string_view name) {
  return name.starts_with('.') || name.find("/.") != std::string_view::npos ||
         name.starts_with("__MACOSX/");
}

class ArchiveSplitter : public Splitter {
 public:
  ArchiveSplitter(std::shared_ptr<Input> input, ArchiveJob job)
      : job_(std::move(job)), bytes_(std::move(input), job_.file), archive_(new_archive()) {
    bytes_.open(archive_.get());
  }

  std::optional<ReadResult> next() override {
    while (!ended_) {
      if (member_ == nullptr) {
        if (auto problem = open_next()) return problem;
      } else if (auto result = member_->next()) {
        return result;
      } else {
        member_.reset();
        ended_ = job_.budget->exhausted();
      }
    }
    return std::nullopt;
  }

 private:
  std::optional<SetAside> open_next() {
    archive_entry* entry = nullptr;
    int status = ARCHIVE_RETRY;
    while (status == ARCHIVE_RETRY) status = archive_read_next_header(archive_.get(), &entry);
    ended_ = status == ARCHIVE_EOF || status == ARCHIVE_FATAL;
    if (status == ARCHIVE_EOF) return std::nullopt;
    if (status != ARCHIVE_OK && status != ARCHIVE_WARN) return damaged(job_.path);
    const std::string name = name_of(entry);
    if (archive_entry_filetype(entry) != AE_IFREG || is_hidden_member(name)) return std::nullopt;
    std::string path = job_.path + "!" + name;
    if (archive_entry_is_encrypted(entry) != 0)
      return SetAside{.origin = {.path = std::move(path)},
                      .reason = "the archive's member is encrypted",
                      .advice = "unpack it with its password"};
    auto member = std::make_shared<Input>(
        std::make_unique<MemberSource>(archive_.get(), job_.budget), kMemberBlockBytes);
    member_ = job_.open_member(std::move(member), std::move(path));
    return std::nullopt;
  }

  SetAside damaged(std::string path) {
    return {.origin = {.path = std::move(path)},
            .reason = "the archive is damaged: " + error_of(archive_.get()),
            .advice = "restore the file from a sound copy"};
  }

  static constexpr std::size_t kMemberBlockBytes = 64U << 10;  // most members are small

  ArchiveJob job_;
  ArchiveBytes bytes_;
  Archive archive_;  // after bytes_, which it reads
  std::unique_ptr<Splitter> member_;
  bool ended_ = false;
};

}  // namespace

std::unique_ptr<Splitter> split_archive(std::shared_ptr<Input> input, ArchiveJob job) {
  return std::make_unique<ArchiveSplitter>(std::move(input), std::move(job));
}

std::string zip_member(std::string_view zip, std::string_view name, std::size_t max_bytes) {
  const Archive opened = new_archive();
  if (archive_read_open_memory(opened.get(), zip.data(), zip.size()) != ARCHIVE_OK) return {};
  archive_entry* entry = nullptr;
  while (archive_read_next_header(opened.get(), &entry) == ARCHIVE_OK) {
    if (name_of(entry) != name) continue;
    std::string bytes;
    std::array<char, 16384> block{};
    la_ssize_t count = 0;
    while ((count = archive_read_data(opened.get(), block.data(), block.size())) > 0) {
      bytes.append(block.data(), static_cast<std::size_t>(count));
      if (bytes.size() > max_bytes) return {};
    }
    return count < 0 ? std::string() : bytes;
  }
  return {};
}

}  // namespace dateline
