@echo off
rem Starts the study on Windows, as the launcher "study" does elsewhere. Untested.
rem Builds the program first when it is not built or the sources are newer.
rem
rem Environment, each kept if it is set already:
rem   OMP_NUM_THREADS       1: one native thread per worker; the JVM cannot set it once it runs
rem   BACKEND_PRIORITY_CPU  200: ND4J takes the CPU without trying CUDA
rem   STUDY_JAVA_OPTS       further options of the JVM
rem Read besides:
rem   JAVA_HOME             the Java to take, else the one on the PATH
rem   STUDY_CACHE           where native libraries are unpacked, else %LOCALAPPDATA%\optimizer-study
setlocal EnableExtensions DisableDelayedExpansion
set "study_home=%~dp0"
set "study_home=%study_home:~0,-1%"
set "study_jar=%study_home%\target\optimizer-study.jar"

set "study_path=%study_home%\"
if not "%study_path:!\=%"=="%study_path%" (
  echo study: Java cannot load programs from a directory with ! at the end of a name; move "%study_home%" 1>&2
  exit /b 1
)

set "study_before="
call :words %*
if errorlevel 2 exit /b 2

set "study_java=java"
if not defined JAVA_HOME goto java
if exist "%JAVA_HOME%\bin\java.exe" (
  set "study_java=%JAVA_HOME%\bin\java"
) else (
  echo study: note: JAVA_HOME has no bin\java.exe, found "%JAVA_HOME%"; using the java on the PATH 1>&2
  set "JAVA_HOME="
)

rem The version is in the quotes of: openjdk version "17.0.15" 2025-04-15
:java
set "study_version="
for /f tokens^=2^ delims^=^" %%v in ('""%study_java%" -version 2^>^&1"') do if not defined study_version set "study_version=%%v"
if not defined study_version (
  echo study: Java was not found or does not start; install a JDK, 17 or newer, or set JAVA_HOME 1>&2
  exit /b 1
)
for /f "tokens=1 delims=.-+" %%v in ("%study_version%") do set "study_version=%%v"
if %study_version% lss 17 (
  echo study: Java must be 17 or newer, found %study_version%; set JAVA_HOME to a newer one 1>&2
  exit /b 1
)
rem Newer Javas warn of native libraries and of sun.misc.Unsafe, of which DL4J and JavaCPP are made.
set "study_options="
if %study_version% geq 24 set "study_options=--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"

rem A directory without sources holds an installed program, which has nothing to build.
if not exist "%study_home%\pom.xml" goto start
if exist "%study_home%\target\incomplete" goto build
powershell -NoProfile -Command "$jar = Get-Item -LiteralPath $env:study_jar -ErrorAction SilentlyContinue; if (-not $jar) { exit 1 }; $sources = Get-Item -LiteralPath ($env:study_home + '\pom.xml'); $sources = @($sources) + @(Get-ChildItem -LiteralPath ($env:study_home + '\src\main') -Recurse -File); if ($sources | Where-Object { $_.LastWriteTime -gt $jar.LastWriteTime }) { exit 1 }"
if not errorlevel 1 goto start
:build
where mvn >nul 2>nul
if errorlevel 1 (
  echo study: Maven was not found, which builds the program; install Maven, 3.8 or newer 1>&2
  exit /b 1
)
echo study: building ... 1>&2
if not exist "%study_home%\target" mkdir "%study_home%\target"
type nul >"%study_home%\target\incomplete"
pushd "%study_home%"
call mvn -B -q -DskipTests -Dspotless.check.skip -Djacoco.skip -Dcyclonedx.skip package 1>&2
if errorlevel 1 (
  popd
  echo study: the build failed; see above 1>&2
  exit /b 1
)
popd
del "%study_home%\target\incomplete"
powershell -NoProfile -Command "(Get-Item -LiteralPath $env:study_jar).LastWriteTime = Get-Date"

:start
if not exist "%study_jar%" (
  echo study: "%study_home%" holds neither the program nor its sources; start study.cmd of an installation 1>&2
  exit /b 1
)
if not defined OMP_NUM_THREADS set "OMP_NUM_THREADS=1"
if not defined BACKEND_PRIORITY_CPU set "BACKEND_PRIORITY_CPU=200"
rem Native memory is bounded by what the study allocates; JavaCPP's own limit would count the heap twice.
"%study_java%" ^
  -Xmx1g -XX:+UseSerialGC -Djava.awt.headless=true ^
  -Dorg.bytedeco.javacpp.maxbytes=0 -Dorg.bytedeco.javacpp.maxphysicalbytes=0 ^
  "-Dstudy.home=%study_home%" -Dstudy.columns=0 ^
  %study_options% %STUDY_JAVA_OPTS% ^
  -jar "%study_jar%" %*
exit /b %errorlevel%

rem Looks for --engine nd4j-cuda; cmd takes the = of --engine=nd4j-cuda for a space.
:words
if "%~1"=="" exit /b 0
if "%study_before% %~1"=="--engine nd4j-cuda" (
  echo study: --engine nd4j-cuda: must run on Linux x86-64, found Windows 1>&2
  exit /b 2
)
set "study_before=%~1"
shift
goto words
