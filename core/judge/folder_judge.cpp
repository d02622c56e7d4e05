#include "judge/folder_judge.h"

namespace duodoctor
{

Findings judgeFolderAccess(const JudgeInput &)
{
    return {};
}

} // namespace duodoctor
