#include "check/by_hand.h"

namespace duodoctor
{

std::optional<HandInstruction> handInstruction(const CheckKey &key, const Deployment &deployment)
{
    const CheckDefinition *definition = checkDefinition(key.check);
    if (!definition || !definition->byHand) {
        return std::nullopt;
    }
    return definition->byHand({&deployment, key.vantage, key.subject, true});
}

} // namespace duodoctor
