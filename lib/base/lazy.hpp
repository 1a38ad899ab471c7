#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <utility>

namespace svcctl {

/// A value that is made when it is first asked for, once for all copies. Not for use by several
/// threads.
template <class T>
class Lazy {
 public:
  Lazy() : Lazy(T{}) {}
  Lazy(T value) : state_(std::make_shared<State>(State{std::move(value), {}})) {}
  explicit Lazy(std::function<T()> make)
      : state_(std::make_shared<State>(State{std::nullopt, std::move(make)})) {}

  /// @throws what making it throws, each time it is asked for
  const T& operator*() const {
    if (!state_->value) state_->value.emplace(state_->make());
    return *state_->value;
  }
  const T* operator->() const { return &**this; }
  /// The value to change; copies made before keep theirs.
  T& edit() {
    if (state_.use_count() > 1 || !state_->value)
      state_ = std::make_shared<State>(State{**this, {}});
    return *state_->value;
  }

 private:
  struct State {
    std::optional<T> value;
    std::function<T()> make;
  };
  std::shared_ptr<State> state_;
};

}  // namespace svcctl
