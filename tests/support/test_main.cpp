#include "support/test_main.h"

#include <QStandardPaths>
#include <QTemporaryDir>

namespace duodoctor
{

void prepareTestProcess()
{
    static const QTemporaryDir home;
    qputenv("HOME", home.path().toLocal8Bit());
    for (const char *variable : {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"}) {
        qputenv(variable, home.path().toLocal8Bit());
    }
    for (const char *variable : {"http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "all_proxy", "ALL_PROXY",
                                 "no_proxy", "NO_PROXY", "SSL_CERT_FILE", "SSL_CERT_DIR"}) {
        qunsetenv(variable);
    }
    QStandardPaths::setTestModeEnabled(true);
}

} // namespace duodoctor
