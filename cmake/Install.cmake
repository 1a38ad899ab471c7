include(CMakePackageConfigHelpers)

install(TARGETS svcctl_lib EXPORT svcctl LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR})
if(TARGET svcctl)
  install(TARGETS svcctl DESTINATION ${CMAKE_INSTALL_BINDIR})
endif()
install(DIRECTORY lib/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/svcctl
        FILES_MATCHING PATTERN "*.hpp" PATTERN "private" EXCLUDE)
install(EXPORT svcctl NAMESPACE svcctl:: FILE svcctlTargets.cmake
        DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/svcctl)
configure_package_config_file(cmake/svcctlConfig.cmake.in svcctlConfig.cmake
  INSTALL_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/svcctl)
write_basic_package_version_file(svcctlConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/svcctlConfig.cmake
              ${CMAKE_CURRENT_BINARY_DIR}/svcctlConfigVersion.cmake
        DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/svcctl)
