#include "check/catalogue.h"

namespace duodoctor::catalogue
{

QList<CheckDefinition> railsRows()
{
    return {};
}

} // namespace duodoctor::catalogue
