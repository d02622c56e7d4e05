# Every convention of the project's targets, so that a room's CMakeLists.txt is a list of files.

option(DUODOCTOR_SANITIZE "Build with AddressSanitizer and UndefinedBehaviorSanitizer" OFF)
option(DUODOCTOR_UNITY "Compile several files of a room at once: a whole build takes a third of the time" OFF)

add_library(duodoctor_conventions INTERFACE)
target_compile_definitions(duodoctor_conventions INTERFACE
  QT_NO_KEYWORDS QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_URL_CAST_FROM_STRING
  QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_DISABLE_DEPRECATED_BEFORE=0x060400
  DUODOCTOR_VERSION="${PROJECT_VERSION}")
target_compile_options(duodoctor_conventions INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wold-style-cast -Woverloaded-virtual -Wextra-semi)
# The program's own code is watched; a test's code only links the watch and is not optimised, which halves the time that
# tests take to compile.
set(duodoctor_sanitizer_flags -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
set(duodoctor_test_flags -O0 -g0 -fpch-preprocess)
if(DUODOCTOR_SANITIZE)
  target_link_options(duodoctor_conventions INTERFACE -fsanitize=address,undefined)
endif()

# duodoctor_add_room(<name> [UI] SOURCES <files> [USES <rooms>] [LINKS <targets>] [LINKS_PRIVATE <targets>] [ALONE <files>])
# One static library per room; USES is the room's permission list (docs/ARCHITECTURE.md, tests/check_rooms.py). ALONE names
# the files whose helpers share a name with a neighbour's, so that they cannot be compiled together with it.
function(duodoctor_add_room name)
  cmake_parse_arguments(ROOM "UI" "" "SOURCES;USES;LINKS;LINKS_PRIVATE;ALONE" ${ARGN})
  set(target "duodoctor_${name}")
  set(base "${PROJECT_SOURCE_DIR}/core")
  if(ROOM_UI)
    set(base "${PROJECT_SOURCE_DIR}")
  endif()
  add_library(${target} STATIC)
  set(headers ${ROOM_SOURCES})
  list(FILTER headers INCLUDE REGEX "\\.h$")
  set(sources ${ROOM_SOURCES})
  list(FILTER sources EXCLUDE REGEX "\\.h$")
  target_sources(${target} PRIVATE ${sources} PUBLIC FILE_SET HEADERS BASE_DIRS "${base}" FILES ${headers})
  set_target_properties(${target} PROPERTIES VERIFY_INTERFACE_HEADER_SETS ON LINKER_LANGUAGE CXX)
  list(TRANSFORM ROOM_USES PREPEND "duodoctor_")
  target_link_libraries(${target} PUBLIC duodoctor_conventions ${ROOM_USES} ${ROOM_LINKS} PRIVATE ${ROOM_LINKS_PRIVATE})
  if(DUODOCTOR_SANITIZE)
    target_compile_options(${target} PRIVATE ${duodoctor_sanitizer_flags})
  endif()
  if(DUODOCTOR_UNITY)
    set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 8)
    set_source_files_properties(${ROOM_ALONE} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
  endif()
endfunction()

# duodoctor_add_test(<tst_name> LABEL <unit|lab|gui|golden> [RUNS_PROGRAM] [SOURCES <files>] USES <rooms> [LINKS <targets>])
# A Qt Test program of its own; runs without the network's proxies. RUNS_PROGRAM: it starts the built duo-doctor.
function(duodoctor_add_test name)
  cmake_parse_arguments(TEST "RUNS_PROGRAM" "LABEL;TIMEOUT" "SOURCES;USES;LINKS" ${ARGN})
  if(NOT TEST_SOURCES)
    set(TEST_SOURCES "${name}.cpp")
  endif()
  add_executable(${name} ${TEST_SOURCES})
  list(TRANSFORM TEST_USES PREPEND "duodoctor_")
  target_link_libraries(${name} PRIVATE duodoctor_conventions duodoctor_test_support ${TEST_USES} ${TEST_LINKS} Qt6::Test)
  target_compile_definitions(${name} PRIVATE DUODOCTOR_TEST_DATA="${PROJECT_SOURCE_DIR}/tests/data"
    DUODOCTOR_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  if(TEST_RUNS_PROGRAM)
    target_compile_definitions(${name} PRIVATE DUODOCTOR_BINARY="$<TARGET_FILE:duo-doctor>")
    add_dependencies(${name} duo-doctor)
  endif()
  add_test(NAME ${name} COMMAND ${name})
  if(DUODOCTOR_SANITIZE)
    target_compile_options(${name} PRIVATE ${duodoctor_test_flags})
    target_precompile_headers(${name} REUSE_FROM duodoctor_test_headers)
  endif()
  if(NOT TEST_TIMEOUT)
    set(TEST_TIMEOUT 120)
  endif()
  set_tests_properties(${name} PROPERTIES LABELS "${TEST_LABEL}" TIMEOUT ${TEST_TIMEOUT}
    ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8;TZ=UTC;http_proxy=;https_proxy=;HTTP_PROXY=;HTTPS_PROXY=;all_proxy=;ALL_PROXY=;NO_PROXY=;no_proxy=")
endfunction()
