#include "check/catalogue.h"

namespace duodoctor::catalogue
{

QList<CheckDefinition> hostRows()
{
    return {};
}

} // namespace duodoctor::catalogue
