@echo off
rem Starts the study on Windows, as the launcher "study" does elsewhere. Untested.
rem Builds the program first when it is not built or the sources are newer.
rem
rem Environment, each kept if it is set already:
rem   OMP_NUM_THREADS       1: one native thread a worker; the JVM cannot set it once it runs
rem   BACKEND_PRIORITY_CPU  200: ND4J takes the CPU without trying CUDA
rem   STUDY_JAVA_OPTS       further options of the JVM
setlocal EnableExtensions DisableDelayedExpansion
set "study_home=%~dp0"
set "study_home=%study_home:~0,-1%"
set "study_jar=%study_home%\target\optimizer-study.jar"

set "study_before="
call :words %*
if errorlevel 2 exit /b 2

set "study_java=java"
if defined JAVA_HOME set "study_java=%JAVA_HOME%\bin\java"
"%study_java%" -version >nul 2>nul
if errorlevel 1 (
  echo study: Java must be installed ^(JDK 17 or newer^), found none 1>&2
  exit /b 1
)

rem A directory without sources holds an installed program, which has nothing to build.
if not exist "%study_home%\pom.xml" goto start
powershell -NoProfile -Command "$jar = Get-Item -LiteralPath $env:study_jar -ErrorAction SilentlyContinue; if (-not $jar) { exit 1 }; $sources = Get-Item -LiteralPath ($env:study_home + '\pom.xml'); $sources = @($sources) + @(Get-ChildItem -LiteralPath ($env:study_home + '\src\main') -Recurse -File); if ($sources | Where-Object { $_.LastWriteTime -gt $jar.LastWriteTime }) { exit 1 }"
if not errorlevel 1 goto start
where mvn >nul 2>nul
if errorlevel 1 (
  echo study: Maven must be installed to build the program ^(3.8 or newer^), found none 1>&2
  exit /b 1
)
echo study: building ... 1>&2
pushd "%study_home%"
call mvn -B -q -DskipTests -Dspotless.check.skip -Djacoco.skip -Dcyclonedx.skip package 1>&2
if errorlevel 1 (
  popd
  echo study: the build failed; see above 1>&2
  exit /b 1
)
popd
powershell -NoProfile -Command "(Get-Item -LiteralPath $env:study_jar).LastWriteTime = Get-Date"

:start
if not defined OMP_NUM_THREADS set "OMP_NUM_THREADS=1"
if not defined BACKEND_PRIORITY_CPU set "BACKEND_PRIORITY_CPU=200"
rem Native memory is bounded by what the study allocates; JavaCPP's own limit would count the heap twice.
"%study_java%" ^
  -Xmx1g -XX:+UseSerialGC -Djava.awt.headless=true ^
  -Dorg.bytedeco.javacpp.maxbytes=0 -Dorg.bytedeco.javacpp.maxphysicalbytes=0 ^
  "-Dstudy.home=%study_home%" -Dstudy.columns=0 ^
  %STUDY_JAVA_OPTS% ^
  -jar "%study_jar%" %*
exit /b %errorlevel%

rem Looks for --backend cuda; cmd takes the = of --backend=cuda for a space.
:words
if "%~1"=="" exit /b 0
if "%study_before% %~1"=="--backend cuda" (
  echo study: --backend cuda: must run on Linux x86-64, found Windows 1>&2
  exit /b 2
)
set "study_before=%~1"
shift
goto words
