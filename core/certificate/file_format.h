#pragma once

#include "certificate/pem_file.h"

namespace duodoctor
{

/// Says what a file without any PEM block is: nothing, binary DER, PKCS#7, PKCS#12, a request, a key, UTF-16 text, a
/// Java key store, or nothing that we know. Adds the issue to `file`.
void describeForeignFile(ByteView bytes, PemFile &file);

} // namespace duodoctor
