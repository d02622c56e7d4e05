#pragma once

#include "certificate/certificate.h"

#include <string_view>

namespace duodoctor
{

/// The TLS-inspecting proxy, security program or debugging tool whose authority this name belongs to; empty for others.
/// Source: the names that these products write into the certificates they make, as of 2026.
std::string_view interceptorNamed(const DistinguishedName &name);

/// The tool or product whose development authority or default certificate carries this name; empty for others.
std::string_view developmentAuthorityNamed(const DistinguishedName &name);

} // namespace duodoctor
