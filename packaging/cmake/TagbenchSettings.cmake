# How every target of ours is compiled. Libraries that are not ours come in as SYSTEM includes.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_BUILD_RPATH_USE_ORIGIN ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
set(CMAKE_LIBRARY_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()
# Asserts stay on in what we ship: an impossible state must stop, not write.
set(CMAKE_CXX_FLAGS_RELEASE "-O2" CACHE STRING "" FORCE)
set(CMAKE_C_FLAGS_RELEASE "-O2" CACHE STRING "" FORCE)

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
  # Without these two settings every user of a precompiled header is a cache miss.
  set(CMAKE_CXX_COMPILER_LAUNCHER
      "${CMAKE_COMMAND};-E;env;CCACHE_SLOPPINESS=pch_defines,time_macros;${CCACHE_PROGRAM}")
  add_compile_options($<$<COMPILE_LANGUAGE:CXX>:-fpch-preprocess>)
endif()
foreach(linker mold lld)
  find_program(TAGBENCH_LINKER_${linker} NAMES ${linker} ld.${linker})
  if(TAGBENCH_LINKER_${linker})
    add_link_options(-fuse-ld=${linker})
    break()
  endif()
endforeach()

if(TAGBENCH_SANITIZE STREQUAL "address")
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
elseif(TAGBENCH_SANITIZE STREQUAL "thread")
  add_compile_options(-fsanitize=thread -fno-omit-frame-pointer)
  add_link_options(-fsanitize=thread)
endif()

# Two heavy compilers at once at the most: a Torch file takes 1.2 GB, its precompiled header 2 GB.
set_property(GLOBAL PROPERTY JOB_POOLS torch_pool=2)

add_library(tagbench_settings INTERFACE)
target_include_directories(tagbench_settings INTERFACE "${CMAKE_SOURCE_DIR}")
target_compile_options(tagbench_settings INTERFACE -Wall -Wextra -Wpedantic -Wshadow=local -Wnon-virtual-dtor
                       -Woverloaded-virtual -Winvalid-pch -fno-semantic-interposition $<$<BOOL:${TAGBENCH_WERROR}>:-Werror>)
if(TAGBENCH_SANITIZE)
  # Instrumented, GCC 12 takes members that LibTorch's option classes leave to their constructors for uninitialised.
  target_compile_options(tagbench_settings INTERFACE -Wno-error=maybe-uninitialized)
endif()
target_compile_definitions(tagbench_settings INTERFACE TAGBENCH_VERSION="${PROJECT_VERSION}")
find_package(Threads REQUIRED)
target_link_libraries(tagbench_settings INTERFACE Threads::Threads)
