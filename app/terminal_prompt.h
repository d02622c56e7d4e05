#pragma once

#include "secrets/secret_store.h"

#include <QString>

#include <optional>

namespace duodoctor
{

/// Asks for a secret on the terminal of the process, without echo. Echo comes back also when the user presses Ctrl-C.
/// @return none when there is no terminal or the user ended the input; bounded to 64 KiB.
std::optional<SecretText> promptForSecret(const QString &question);

} // namespace duodoctor
