#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <ctime>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>
#include <openssl/evp.h>
#include <poll.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "search/base/file_descriptor.h"
#include "server/alerts/channels.h"
#include "server/http/response_head.h"

namespace dateline {
namespace {

using Json = nlohmann::json;

constexpr int kSendmailPatience = 60'000;  // milliseconds

// In lines of 76 characters, so that text of any length and script passes.
std::string base64_lines(std::string_view text) {
  constexpr std::size_t kBytesOfALine = 57;
  std::string lines;
  std::array<unsigned char, 80> line{};
  for (; !text.empty(); text.remove_prefix(std::min(kBytesOfALine, text.size()))) {
    const std::string_view piece = text.substr(0, kBytesOfALine);
    const int size =
        EVP_EncodeBlock(line.data(), reinterpret_cast<const unsigned char*>(piece.data()),
                        static_cast<int>(piece.size()));
    lines.append(reinterpret_cast<const char*>(line.data()), static_cast<std::size_t>(size));
    lines += '\n';
  }
  return lines;
}

void append_entry(std::string& text, const Json& article) {
  const auto part = [&](const char* name) {
    const auto value = article.find(name);
    return value != article.end() && value->is_string() ? value->get<std::string>() : std::string();
  };
  text += part("title") + "\n";
  for (const char* name : {"source", "published", "page", "url"}) {
    if (const std::string value = part(name); !value.empty()) text += "  " + value + "\n";
  }
  text += "\n";
}

std::string text_of(const Json& body) {
  std::string text;
  if (!body.contains("articles"))
    return "The alert " + body.at("alert").get<std::string>() + " has trouble with its query:\n\n" +
           body.at("message").get<std::string>() +
           "\n\nIts query: " + body.at("query").get<std::string>() + "\n";
  for (const Json& article : body.at("articles")) append_entry(text, article);
  const auto more = body.at("more").get<std::uint64_t>();
  if (more > 0) text += std::to_string(more) + " more follow in further letters.\n\n";
  return text + "Query: " + body.at("query").get<std::string>() + "\n";
}

std::string subject_of(const Json& body) {
  const std::string name = body.at("alert");
  if (!body.contains("articles")) return name + ": the query has trouble";
  const std::size_t count = body.at("articles").size();
  return name + ": " + std::to_string(count) + (count == 1 ? " article" : " articles");
}

// A file in memory: sendmail reads as slowly as it likes, and nobody waits for it to begin.
FileDescriptor in_memory(std::string_view text) {
  FileDescriptor file(::memfd_create("letter", MFD_CLOEXEC));
  while (file.is_open() && !text.empty()) {
    const ssize_t written = ::write(file.get(), text.data(), text.size());
    if (written < 0) return FileDescriptor();
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  if (file.is_open()) ::lseek(file.get(), 0, SEEK_SET);
  return file;
}

// Starts a program with a file as its input and the usual handling of signals. Returns its id; or
// none, and errno says why.
std::optional<pid_t> start(std::vector<std::string> arguments, int input) {
  std::vector<char*> pointers;
  for (std::string& argument : arguments) pointers.push_back(argument.data());
  pointers.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  posix_spawn_file_actions_init(&actions);
  posix_spawnattr_init(&attributes);
  sigset_t none;
  sigset_t pipe;
  sigemptyset(&none);
  sigemptyset(&pipe);
  sigaddset(&pipe, SIGPIPE);
  posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setsigdefault(&attributes, &pipe);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  pid_t process = -1;
  errno = ::posix_spawn(&process, pointers[0], &actions, &attributes, pointers.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  return errno == 0 ? std::optional(process) : std::nullopt;
}

// The exit status; none where it takes too long, and it is killed.
std::optional<int> status_of(pid_t process) {
  const FileDescriptor ending(static_cast<int>(::syscall(SYS_pidfd_open, process, 0)));
  pollfd wait{.fd = ending.get(), .events = POLLIN, .revents = 0};
  const bool in_time = !ending.is_open() || ::poll(&wait, 1, kSendmailPatience) == 1;
  if (!in_time) ::kill(process, SIGKILL);
  int status = 0;
  ::waitpid(process, &status, 0);
  return in_time ? std::optional(status) : std::nullopt;
}

}  // namespace

// A second try has the same Message-ID, by which mailboxes that know it drop one of the two.
std::string letter_of(const Delivery& delivery, const Config::Alert& alert,
                      const Config::Mail& mail) {
  const Json body = Json::parse(delivery.body);
  std::string recipients;
  for (const std::string& address : alert.mail)
    recipients += (recipients.empty() ? "" : ", ") + address;
  const std::string domain = mail.from.substr(mail.from.find('@'));
  return "From: " + mail.from + "\nTo: " + recipients + "\nSubject: " + subject_of(body) +
         "\nDate: " + day_and_time(std::time(nullptr)) + " +0000\nMessage-ID: <" + delivery.id +
         domain +
         ">\nAuto-Submitted: auto-generated\nMIME-Version: 1.0\n"
         "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n" +
         base64_lines(text_of(body));
}

Undelivered send_letter(const Delivery& delivery, const Config::Alert& alert,
                        const Config::Mail& mail) {
  const FileDescriptor letter = in_memory(letter_of(delivery, alert, mail));
  if (!letter.is_open()) return std::string("a letter finds no memory: ") + std::strerror(errno);
  std::vector<std::string> arguments{mail.sendmail.string(), "-i", "-f", mail.from, "--"};
  arguments.insert(arguments.end(), alert.mail.begin(), alert.mail.end());
  const std::optional<pid_t> process = start(arguments, letter.get());
  if (!process) return "cannot start " + mail.sendmail.string() + ": " + std::strerror(errno);
  const std::optional<int> status = status_of(*process);
  if (!status) return mail.sendmail.string() + " takes more than a minute";
  if (*status == 0) return std::nullopt;
  return mail.sendmail.string() +
         (WIFEXITED(*status) ? " ended with status " + std::to_string(WEXITSTATUS(*status))
                             : " was killed");
}

}  // namespace dateline
