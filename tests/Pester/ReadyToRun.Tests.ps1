# The module as it ships: where coverage is measured, the other tests have a copy without images that are compiled ahead.
BeforeDiscovery {
    $root = Split-Path (Split-Path $PSScriptRoot)
    $module = Split-Path (Get-Item (Join-Path $root 'out/SalesforceCC/*/SalesforceCC.psd1')).FullName
    $client = Join-Path $module 'bin/net8.0/deps/SalesforceCC.Client.dll'
    $images = Get-Item (Join-Path $module 'bin/net8.0/deps/net*-*/*.dll') | ForEach-Object { @{ Image = $_.FullName; System = $_.Directory.Name; Client = $client } }
    $system = ($IsWindows ? 'win' : $IsLinux ? 'linux' : 'other') + "-$([Runtime.InteropServices.RuntimeInformation]::ProcessArchitecture)".ToLowerInvariant()
    $own = "net$([Environment]::Version.ToString(2))-$system"
    $here = @{ Module = $module; Own = $own; IsThere = $own -in $images.System }
}

Describe 'The client that is compiled ahead' {
    BeforeAll {
        Import-TestModule

        function Read-Image([string] $File) {
            $reader = [System.Reflection.PortableExecutable.PEReader]::new([IO.MemoryStream]::new([IO.File]::ReadAllBytes($File)))
            try {
                $metadata = [System.Reflection.Metadata.PEReaderExtensions]::GetMetadataReader($reader)
                @{ Version = $metadata.GetGuid($metadata.GetModuleDefinition().Mvid); Native = $reader.PEHeaders.CorHeader.ManagedNativeHeaderDirectory.Size }
            }
            finally { $reader.Dispose() }
        }

        # What connecting and a first query leave to the runtime's compiler, in a process of its own.
        function Measure-Compiled([string] $Module) {
            Invoke-FreshShell -Arguments @{ module = $Module; url = $org.url; id = $org.consumerKey; secret = $org.consumerSecret } @'
                Import-Module (Join-Path $a.module 'SalesforceCC.psd1')
                $start = [System.Runtime.JitInfo]::GetCompiledMethodCount($false)
                $null = Connect-SfClientCredentials -Domain $a.url -ClientId $a.id -ClientSecret (ConvertTo-SecureString $a.secret -AsPlainText -Force)
                @(Invoke-SfQuery 'SELECT Id, Name, CreatedDate FROM Account').Count
                [System.Runtime.JitInfo]::GetCompiledMethodCount($false) - $start
                [SalesforceCC.SfSession].Assembly.Location
'@
        }

        $org = Start-TestOrg
    }

    AfterAll { Stop-TestOrg $org }

    It 'is there for Windows and Linux' -ForEach @{ Systems = $images.System } {
        $Systems | Sort-Object | Should -Be 'net10.0-linux-x64', 'net10.0-win-x64'
    }

    It '<System>: is the same build, and compiled' -ForEach $images {
        $itself = Read-Image $Client
        $image = Read-Image $Image
        $image.Version | Should -Be $itself.Version
        $image.Native | Should -BeGreaterThan 0
        $itself.Native | Should -Be 0
    }

    It 'is used where there is one, and leaves half as much to compile; elsewhere all works without' -ForEach $here {
        Copy-Item $Module (Join-Path $TestDrive 'SalesforceCC') -Recurse
        Get-Item (Join-Path $TestDrive 'SalesforceCC/bin/net8.0/deps/net*-*') | Remove-Item -Recurse
        $rows, $compiled, $location = Measure-Compiled (Join-Path $TestDrive 'SalesforceCC')
        $location | Should -Be (Join-Path $TestDrive 'SalesforceCC/bin/net8.0/deps/SalesforceCC.Client.dll')
        [int]$rows | Should -BeGreaterThan 0
        if (-not $IsThere) { Set-ItResult -Skipped -Because "there is no image for $Own"; return }

        $aheadRows, $aheadCompiled, $aheadLocation = Measure-Compiled $Module
        $aheadLocation | Should -Be (Join-Path $Module "bin/net8.0/deps/$Own/SalesforceCC.Client.dll")
        $aheadRows | Should -Be $rows
        [int]$aheadCompiled * 2 | Should -BeLessThan ([int]$compiled)
    }
}
