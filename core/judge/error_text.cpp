#include "judge/error_text.h"

namespace duodoctor
{

std::optional<ErrorMeaning> meaningOfError(const QString &, ErrorWriter)
{
    return std::nullopt;
}

} // namespace duodoctor
