#include "check/catalogue.h"

namespace duodoctor::catalogue
{

QList<CheckDefinition> environmentRows()
{
    return {};
}

} // namespace duodoctor::catalogue
