#include "recognise/readers.h"

namespace duodoctor::readers
{

std::optional<RailsAnswers> railsAnswers(const QString &)
{
    return std::nullopt;
}

} // namespace duodoctor::readers
