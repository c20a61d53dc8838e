// The table behind frames.h, made at build. Internal.
#pragma once
#include <span>

#include "extract/english/frames.h"

namespace trine::extract {

// Sorted by lemma (bytes), part, complement.
extern const std::span<const Frame> kFrames;

}  // namespace trine::extract
