#pragma once

#include <functional>
#include <type_traits>
#include <utility>

namespace svcctl::cli {

/// What the tables of verbs and columns call: nearly always a plain function, which stands here as
/// a pointer; only one that binds values needs a std::function, which costs every table time to
/// compile and to fill.
template <class Signature>
class Callable;

template <class Result, class... Given>
class Callable<Result(Given...)> {
 public:
  Callable() = default;
  template <class Function>
  requires std::is_invocable_r_v<Result, Function&, Given...> Callable(Function function) {
    if constexpr (std::is_convertible_v<Function, Result (*)(Given...)>)
      plain_ = function;
    else
      bound_ = std::move(function);
  }

  explicit operator bool() const { return plain_ != nullptr || static_cast<bool>(bound_); }
  Result operator()(Given... given) const {
    return plain_ != nullptr ? plain_(std::forward<Given>(given)...)
                             : bound_(std::forward<Given>(given)...);
  }

 private:
  Result (*plain_)(Given...) = nullptr;
  std::function<Result(Given...)> bound_ = {};
};

}  // namespace svcctl::cli
