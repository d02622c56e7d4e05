#include "check/catalogue.h"

namespace duodoctor::catalogue
{

QList<CheckDefinition> vantageRows()
{
    return {};
}

} // namespace duodoctor::catalogue
