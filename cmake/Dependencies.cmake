# What the program stands on. The README's table says why each one was chosen.
include(FeatureSummary)

find_package(Qt6 6.4 REQUIRED COMPONENTS Core Network Widgets)
set_package_properties(Qt6 PROPERTIES PURPOSE "values, event loop, servers of the practice deployment, the wizard")

find_package(Qt6Keychain REQUIRED)
set_package_properties(Qt6Keychain PROPERTIES PURPOSE "model keys in the user's keyring")

find_package(OpenSSL 3.0 REQUIRED)
set_package_properties(OpenSSL PROPERTIES PURPOSE "reading certificates, checking signatures")

find_package(CURL 7.88 REQUIRED)
set_package_properties(CURL PROPERTIES PURPOSE "HTTP/1.1, HTTP/2, proxies and their timings")

find_package(yaml-cpp REQUIRED)
set_package_properties(yaml-cpp PROPERTIES PURPOSE "front matter of articles, the decision tree")

find_package(CLI11 REQUIRED)
set_package_properties(CLI11 PROPERTIES PURPOSE "subcommands and options")

find_package(PkgConfig REQUIRED)
pkg_check_modules(md4c REQUIRED IMPORTED_TARGET md4c)

# HTTP/2 of the practice deployment's gRPC health service: Qt has no HTTP/2 server, and a gRPC runtime would be the
# largest dependency of all.
pkg_check_modules(nghttp2 REQUIRED IMPORTED_TARGET libnghttp2)

set(CMAKE_AUTOMOC ON)
set(CMAKE_AUTORCC ON)
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # Without these it leaves a file with precompiled headers out of its cache.
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND}" -E env CCACHE_SLOPPINESS=pch_defines,time_macros "${CCACHE_PROGRAM}")
endif()
