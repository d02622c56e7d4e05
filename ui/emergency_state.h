#pragma once

#include "ui/status_sign.h"

#include <QString>

namespace duodoctor
{

class Session;

/// What the emergency check says of itself: made by the session's results, shown as it stands.
struct EmergencyState {
    StatusSign sign = StatusSign::NotChecked;
    QString sentence;
    bool canRun = false;
    bool isRunning = false;  ///< any check runs
    bool hasResults = false; ///< of these checks
};

EmergencyState emergencyStateOf(const Session &session);

} // namespace duodoctor
