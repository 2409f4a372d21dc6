#include "server/http/mount.h"

#include <array>

namespace dateline {

std::string_view without_base(std::string_view target, std::string_view base_path) {
  if (!target.starts_with(base_path)) return target;
  const std::string_view rest = target.substr(base_path.size());
  const bool ends_there = rest.empty() || rest.front() == '/' || rest.front() == '?';
  return ends_there ? rest : target;
}

std::string with_base(std::string html, std::string_view base_path) {
  constexpr std::array<std::string_view, 3> kAttributes = {" href=\"/", " src=\"/", " action=\"/"};
  if (base_path.empty()) return html;
  for (const std::string_view attribute : kAttributes) {
    for (std::size_t at = html.find(attribute); at != std::string::npos;
         at = html.find(attribute, at + attribute.size())) {
      html.insert(at + attribute.size() - 1, base_path);
    }
  }
  return html;
}

std::string web_root(const Mount& mount, std::string_view scheme, std::string_view host) {
  if (!mount.public_url.empty()) return mount.public_url;
  if (host.empty()) return mount.base_path;
  return std::string(scheme).append("://").append(host).append(mount.base_path);
}

}  // namespace dateline
