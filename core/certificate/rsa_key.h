#pragma once

#include <string>

namespace duodoctor
{

/// A new RSA key as PEM (PKCS#8, as `openssl genrsa` writes it). Empty when libcrypto has no randomness.
/// Takes up to a second. Whoever gets it wipes it after use.
std::string makeRsaKeyPem(int bits);

/// Overwrites the text with zeros, which no compiler leaves out, and empties it.
void wipe(std::string &secret);

} // namespace duodoctor
