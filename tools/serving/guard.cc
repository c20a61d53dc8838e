#include "tools/serving/guard.h"

namespace trine::tools {
namespace {

bool is_loopback(std::string_view host) {
  return host == "localhost" || host == "127.0.0.1" || host == "[::1]" || host == "::1";
}

// "localhost:8080" is us; on a public address any name may be, but then there is a token.
bool is_us(const Admission& admission, std::string_view authority) {
  std::string_view host = authority;
  const std::size_t colon = authority.rfind(':');
  if (colon != std::string_view::npos && authority.find(']', colon) == std::string_view::npos) {
    if (authority.substr(colon + 1) != std::to_string(admission.port)) return false;
    host = authority.substr(0, colon);
  }
  if (is_loopback(admission.host)) return is_loopback(host);
  return !host.empty();
}

}  // namespace

bool same_secret(std::string_view a, std::string_view b) {
  unsigned char difference = a.size() == b.size() ? 0 : 1;
  for (std::size_t i = 0; i < a.size(); ++i) {
    difference |= static_cast<unsigned char>(a[i] ^ (b.empty() ? 1 : b[i % b.size()]));
  }
  return difference == 0;
}

int refusal(const Admission& admission, const Caller& caller) {
  if (!is_us(admission, caller.host)) return 403;
  if (!caller.origin.empty()) {
    constexpr std::string_view kScheme = "http://";
    constexpr std::string_view kSecure = "https://";  // a proxy that ends TLS
    std::string_view from = caller.origin;
    if (from.starts_with(kScheme)) {
      from.remove_prefix(kScheme.size());
    } else if (from.starts_with(kSecure)) {
      from.remove_prefix(kSecure.size());
    } else {
      return 403;  // "null": a file, a sandboxed frame
    }
    if (from != caller.host) return 403;
  }
  if (admission.token.empty()) return 0;
  constexpr std::string_view kBearer = "Bearer ";
  if (!caller.authorization.starts_with(kBearer)) return 401;
  const std::string_view secret = std::string_view(caller.authorization).substr(kBearer.size());
  return same_secret(secret, admission.token) ? 0 : 401;
}

}  // namespace trine::tools
