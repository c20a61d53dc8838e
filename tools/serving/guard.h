// Who may ask: requests that a page of another site, or anybody without the token, could have sent
// are refused before anything is looked up.
#pragma once
#include <string>
#include <string_view>

namespace trine::tools {

struct Caller {
  std::string host;           // the Host header: against names that point here (DNS rebinding)
  std::string origin;         // the Origin header: a browser says which page asks
  std::string authorization;  // "Bearer TOKEN"
};

struct Admission {
  std::string host;  // what the service was told to listen on
  int port = 0;
  std::string token;  // empty: none
};

// 0: let it in; else the HTTP status to refuse with: 401 without the token, 403 from elsewhere.
int refusal(const Admission& admission, const Caller& caller);

// Compares in a time that does not depend on where two texts differ.
bool same_secret(std::string_view a, std::string_view b);

}  // namespace trine::tools
