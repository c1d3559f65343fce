BeforeAll {
    Import-TestModule
    $manifest = Get-TestModulePath
    # Import-PowerShellDataFile refuses a manifest that chooses by edition.
    $cmdlets = (& ([scriptblock]::Create((Get-Content $manifest -Raw)))).CmdletsToExport
    $isolationOrg = Start-TestOrg

    # Names of the assemblies that an assembly file refers to.
    function Get-Reference([string] $File) {
        $stream = [System.IO.File]::OpenRead($File)
        $reader = [System.Reflection.PortableExecutable.PEReader]::new($stream)
        try {
            $metadata = [System.Reflection.Metadata.PEReaderExtensions]::GetMetadataReader($reader)
            foreach ($handle in $metadata.AssemblyReferences) { $metadata.GetString($metadata.GetAssemblyReference($handle).Name) }
        }
        finally { $reader.Dispose() }
    }
}

AfterAll { Stop-TestOrg $isolationOrg }

Describe 'The manifest' {
    It 'is valid, and says what it exports' {
        $module = Test-ModuleManifest $manifest

        $module.Name | Should -Be 'SalesforceCC'
        $module.CompatiblePSEditions | Should -Be 'Core', 'Desktop'
        # A wildcard would make every Get-Command load the assembly.
        Get-Content $manifest -Raw | Should -Not -Match "ToExport\s*=\s*(@\()?\s*['""]\*"
        $cmdlets | Should -Contain 'Connect-SfClientCredentials'
    }

    It 'admits PowerShell <Version> of the edition <Edition> only, with the build for it' -ForEach @(
        @{ Edition = 'Core'; Version = '7.4'; Build = 'net8.0' }
        @{ Edition = 'Desktop'; Version = '5.1'; Build = 'netstandard2.0' }
    ) {
        # As PowerShell evaluates it, where only these variables and no command may occur.
        $block = [scriptblock]::Create((Get-Content $manifest -Raw))
        { $block.CheckRestrictedLanguage([string[]]@(), [string[]]@('PSEdition', 'PSScriptRoot'), $false) } | Should -Not -Throw
        # The variable is read-only; the name of another one stands in for it.
        $values = & ([scriptblock]::Create((Get-Content $manifest -Raw).Replace('$PSEdition', '$Edition')))

        $values.PowerShellVersion | Should -Be $Version
        $values.DotNetFrameworkVersion | Should -Be '4.7.2'
        if ((Get-TestBuild) -eq 'net8.0') { $values.RootModule | Should -BeLike "bin/$Build/*" }
    }

    It 'says to an older PowerShell which one it wants' {
        # The same manifest with a version that is not there yet: the way in which 7.0 to 7.3 are refused.
        $copy = New-Item -ItemType Directory "$TestDrive/newer/SalesforceCC"
        Copy-Item (Join-Path (Split-Path $manifest) *) $copy -Recurse
        (Get-Content $manifest -Raw).Replace("'7.4'", "'99.0'") | Set-Content "$copy/SalesforceCC.psd1"
        $message = Invoke-FreshShell -Arguments @{ newer = "$copy/SalesforceCC.psd1" } 'try { Import-Module $a.newer } catch { "$_" }'
        "$message" | Should -Match '99\.0'
        "$message" | Should -Match 'version'
    }

    It 'has the version of its assembly' {
        $module = Get-Module SalesforceCC
        @($module.ExportedCmdlets.Values)[0].ImplementingType.Assembly.GetName().Version.ToString(3) | Should -Be "$($module.Version)"
    }

    It 'exports what the assembly has, no more and no less' {
        $module = Get-Module SalesforceCC

        $module.ExportedCmdlets.Keys | Sort-Object | Should -Be ($cmdlets | Sort-Object)
        $module.ExportedFunctions.Count + $module.ExportedAliases.Count + $module.ExportedVariables.Count | Should -Be 0
        $all = @($module.ExportedCmdlets.Values)[0].ImplementingType.Assembly.GetExportedTypes().Where({ $_.IsSubclassOf([System.Management.Automation.PSCmdlet]) -and -not $_.IsAbstract })
        $all.Count | Should -Be $cmdlets.Count
    }

    It 'uses approved verbs and one prefix' {
        $approved = (Get-Verb).Verb
        foreach ($name in $cmdlets) {
            $verb, $noun = $name -split '-'
            $approved | Should -Contain $verb
            $noun | Should -MatchExactly '^Sf[A-Z]'
        }
    }
}

Describe 'A cmdlet' {
    It '<_> takes -Session by object and name' -ForEach 'Get-SfApiVersion', 'Get-SfIdentity', 'Get-SfLimit', 'Get-SfToken', 'Invoke-SfQuery', 'Invoke-SfRest' {
        (Get-Command $_).Parameters.Session.ParameterType.FullName | Should -Be 'SalesforceCC.SfSession'
    }

    It 'that changes something has -WhatIf and -Confirm' {
        # Connecting and reading change nothing in an org.
        $reading = $cmdlets -match '^(Connect|Get|Test|Search|Export|Save|Receive)-|^Invoke-Sf(Query|ListView)$'
        foreach ($name in $cmdlets | Where-Object { $_ -notin $reading }) {
            (Get-Command $name).Parameters.Keys | Should -Contain 'WhatIf' -Because $name
        }
    }

    It 'says what it writes' {
        foreach ($name in $cmdlets | Where-Object { $_ -notin 'Disconnect-SfSession', 'Unregister-SfConnection' }) {
            (Get-Command $name).OutputType | Should -Not -BeNullOrEmpty -Because $name
        }
    }
}

Describe 'Importing' {
    It 'writes nothing, and changes nothing in the session but what it exports' {
        $output = Invoke-FreshShell @'
            function Get-State {
                [ordered]@{
                    Variables  = @(Get-Variable -Scope Global).Name | Sort-Object
                    Preference = $ErrorActionPreference, $ProgressPreference, $VerbosePreference, $PSStyle.Progress.View
                    Protocol   = "$([System.Net.ServicePointManager]::SecurityProtocol)"
                    Aliases    = @(Get-Alias).Count
                    Functions  = @(Get-ChildItem function:).Count
                    Location   = "$PWD"
                    Events     = @(Get-EventSubscriber).Count
                } | ConvertTo-Json -Compress
            }
            $before = $output = ''
            $null = Get-State; $before = Get-State
            $output = Import-Module $module -Verbose:$false *>&1
            "output: $output"
            "same: $((Get-State) -eq $before)"
            "errors: $($Error.Count)"
'@
        $output | Should -Be 'output: ', 'same: True', 'errors: 0'
    }

    It 'starts no thread and opens no connection' {
        $output = Invoke-FreshShell @'
            $before = [System.AppDomain]::CurrentDomain.GetAssemblies().FullName
            Import-Module $module
            [System.AppDomain]::CurrentDomain.GetAssemblies().FullName.Where({ $_ -notin $before }) -replace ',.*'
'@
        # What would be needed for it is not even loaded.
        $output | Should -Contain 'SalesforceCC.Client'
        $output | Should -Not -Contain 'Polly.Core'
        $output | Where-Object { $_ -like 'System.Net.*' } | Should -BeNullOrEmpty
    }

    It 'rehearses no query; connecting does, and leaves little to compile for the first' {
        $counts = Invoke-FreshShell -Arguments @{ url = $isolationOrg.url; id = $isolationOrg.consumerKey; secret = $isolationOrg.consumerSecret } @'
            Import-Module $module
            $rehearsal = [SalesforceCC.SfSession].Assembly.GetType('SalesforceCC.Startup.Rehearsal')
            $once = $rehearsal.GetField('s_once', [System.Reflection.BindingFlags]'NonPublic, Static')
            $null -eq $once.GetValue($null)
            $start = [System.Runtime.JitInfo]::GetCompiledMethodCount($false)
            $null = Connect-SfClientCredentials -Domain $a.url -ClientId $a.id -ClientSecret (ConvertTo-SecureString $a.secret -AsPlainText -Force)
            $once.GetValue($null).GetAwaiter().GetResult()
            $connected = [System.Runtime.JitInfo]::GetCompiledMethodCount($false)
            $null = Invoke-SfQuery 'SELECT Id, Name, CreatedDate FROM Account'
            # A sixteenth; without a rehearsal, half.
            ([System.Runtime.JitInfo]::GetCompiledMethodCount($false) - $connected) * 6 -lt $connected - $start
            # Nothing failed, so nothing was to be tried again.
            [AppDomain]::CurrentDomain.GetAssemblies().GetName().Name -contains 'Polly.Core'
'@
        $counts | Should -Be True, True, True, False
    }

    It 'in many runspaces at once leaves each with all commands and types' {
        Invoke-FreshShell @'
            $shells = 1..16 | ForEach-Object { [powershell]::Create().AddScript("Import-Module '$module'; [SalesforceCC.SfSession].Name; @(Get-Command -Module SalesforceCC).Count") }
            $runs = $shells | ForEach-Object { $_.BeginInvoke() }
            $results = 0..15 | ForEach-Object { $shells[$_].EndInvoke($runs[$_]) -join ' '; if ($shells[$_].HadErrors) { "$($shells[$_].Streams.Error)" } }
            $results | Sort-Object -Unique
            $accelerators = [psobject].Assembly.GetType('System.Management.Automation.TypeAccelerators')::Get
            @($accelerators.GetEnumerator() | Where-Object { $_.Key -like 'SalesforceCC.*' -and $_.Value.FullName -eq $_.Key }).Count -gt 10
'@ | Should -Be "SfSession $($cmdlets.Count)", $true
    }

    It 'registers only what users may name' {
        $accelerators = [psobject].Assembly.GetType('System.Management.Automation.TypeAccelerators')::Get
        $ours = @($accelerators.GetEnumerator() | Where-Object { $_.Key -like 'SalesforceCC.*' })
        foreach ($entry in $ours) { $entry.Value.IsPublic | Should -BeTrue -Because $entry.Key }
        $ours.Key | Should -Contain 'SalesforceCC.SfSession'
        $ours.Key | Should -Not -Contain 'SalesforceCC.SfErrorCodes'
    }

    It 'registers the public types for type literals, also in other runspaces' {
        $shell = [powershell]::Create()
        try {
            # The runspace has not imported the module.
            $shell.AddScript('[SalesforceCC.SfSession].FullName; [SalesforceCC.SfToken].Name').Invoke() | Should -Be 'SalesforceCC.SfSession', 'SfToken'
            $shell.HadErrors | Should -BeFalse
        }
        finally { $shell.Dispose() }
        [SalesforceCC.SfSession].GetConstructors() | Should -BeNullOrEmpty
    }

    It 'allows type literals in parameters of a script' {
        function Test-Typed([SalesforceCC.SfSession] $Session) { $null -eq $Session }
        Test-Typed $null | Should -BeTrue
    }

    It 'may happen again with -Force' {
        Import-TestModule
        Import-TestModule
        @(Get-Module SalesforceCC).Count | Should -Be 1
        Get-SfSession | Should -BeNullOrEmpty
    }
}

Describe 'Another module that brings <Name> <Version>' -ForEach @(
    # Builds of the same assembly version are not the same build.
    @{ Name = 'Polly.Core'; Version = '0.9.0.0' }, @{ Name = 'Polly.Core'; Version = '8.0.0.0' }, @{ Name = 'Polly.Core'; Version = '99.0.0.0' }
    @{ Name = 'Microsoft.Bcl.TimeProvider'; Version = '0.9.0.0' }, @{ Name = 'Microsoft.Bcl.TimeProvider'; Version = '99.0.0.0' }
) {
    BeforeAll {
        # An assembly of that name and key which has nothing of what we need: to get it by accident would be the end.
        $folder = Join-Path $TestDrive "$Name-$Version"
        $null = New-Item -ItemType Directory $folder
        $ours = Get-ChildItem (Split-Path $manifest) -Recurse -Filter "$Name.dll" | Select-Object -First 1
        $identity = [System.Reflection.AssemblyName]::new("$Name, Version=$Version")
        $identity.SetPublicKey([System.Reflection.AssemblyName]::GetAssemblyName($ours.FullName).GetPublicKey())
        $assembly = [System.Reflection.Emit.PersistedAssemblyBuilder]::new($identity, [object].Assembly)
        $null = $assembly.DefineDynamicModule($Name).DefineType('Other.Marker', 'Public,Class').CreateType()
        $other = Join-Path $folder "$Name.dll"
        $assembly.Save($other)
    }

    It 'before: both work' {
        if ((Get-TestBuild) -ne 'net8.0' -and $Version -ne '0.9.0.0') {
            Set-ItResult -Skipped -Because 'this build is for Windows PowerShell, where an assembly loaded by its file is kept apart; PowerShell 7 would prefer the one that is there'
        }
        Invoke-FreshShell -Arguments @{ other = $other; url = $isolationOrg.url; id = $isolationOrg.consumerKey; secret = $isolationOrg.consumerSecret } @'
            $null = [System.Reflection.Assembly]::LoadFrom($a.other)
            Import-Module $module
            $null = Connect-SfClientCredentials $a.url -ClientId $a.id -ClientSecret (ConvertTo-SecureString $a.secret -AsPlainText -Force)
            (Invoke-SfQuery 'SELECT COUNT() FROM Organization')
            [Other.Marker].Assembly.GetName().Version.Major
'@ | Should -Be 1, ([version]$Version).Major
    }

    It 'after: both work' {
        Invoke-FreshShell -Arguments @{ other = $other; url = $isolationOrg.url; id = $isolationOrg.consumerKey; secret = $isolationOrg.consumerSecret } @'
            Import-Module $module
            $null = Connect-SfClientCredentials $a.url -ClientId $a.id -ClientSecret (ConvertTo-SecureString $a.secret -AsPlainText -Force)
            $null = [System.Reflection.Assembly]::LoadFrom($a.other)
            (Invoke-SfQuery 'SELECT COUNT() FROM Organization')
            [Other.Marker].Assembly.GetName().Version.Major
'@ | Should -Be 1, ([version]$Version).Major
    }
}

Describe 'The resolver of Windows PowerShell' {
    BeforeAll {
        $loader = (Get-Command Invoke-SfQuery).ImplementingType.Assembly.GetType('SalesforceCC.Cmdlets.Shell.ClientLoader')
        $resolve = $loader.GetMethod('Resolve', [System.Reflection.BindingFlags]'Static,NonPublic')
        $client = [SalesforceCC.SfSession].Assembly
        function Resolve-For([System.Reflection.Assembly] $Asking, [string] $Name = $client.FullName) {
            $resolve.Invoke($null, @([System.ResolveEventArgs]::new($Name, $Asking)))
        }
        function New-Dynamic([string] $Name) {
            [System.Reflection.Emit.AssemblyBuilder]::DefineDynamicAssembly([System.Reflection.AssemblyName]::new($Name), 'Run')
        }
    }

    It 'finds the client for the assembly of emitted records, and for nobody what is not ours' {
        if (-not $resolve) { Set-ItResult -Skipped -Because 'this build has a load context of its own instead' ; return }
        Invoke-FreshShell -Arguments @{ url = $isolationOrg.url; id = $isolationOrg.consumerKey; secret = $isolationOrg.consumerSecret } @'
            Import-Module $module
            $null = Connect-SfClientCredentials $a.url -ClientId $a.id -ClientSecret (ConvertTo-SecureString $a.secret -AsPlainText -Force)
            (Invoke-SfQuery 'SELECT Id FROM Organization').GetType().Assembly.GetName().Name
'@ | Should -Be 'SalesforceCC.Records.Emitted'
        Resolve-For (New-Dynamic 'SalesforceCC.Records.Emitted') | Should -Be $client
        Resolve-For $client | Should -Be $client
        Resolve-For $loader.Assembly | Should -Be $client
        Resolve-For (New-Dynamic 'Other') 'System.Text.Json, Version=8.0.0.0' | Should -BeNullOrEmpty
        Resolve-For $null 'System.Text.Json, Version=8.0.0.0' | Should -BeNullOrEmpty
        Resolve-For $client 'Other.Library, Version=1.0.0.0' | Should -BeNullOrEmpty
    }
}

Describe 'The house' {
    BeforeDiscovery {
        $root = Join-Path (Split-Path (Get-TestModulePath)) 'bin'
        $builds = Get-ChildItem $root -Directory | ForEach-Object { @{ Build = $_.Name; Path = $_.FullName } }
    }

    It '<Build>: SalesforceCC.Client knows nothing of PowerShell' -ForEach $builds {
        Get-Reference (Join-Path $Path 'deps/SalesforceCC.Client.dll') | Should -Not -Contain 'System.Management.Automation'
        Get-Reference (Join-Path $Path 'deps/SalesforceCC.Client.dll') | Should -Not -Contain 'SalesforceCC.Cmdlets'
    }

    It '<Build>: the cmdlets need the client and PowerShell only' -ForEach $builds {
        $others = Get-Reference (Join-Path $Path 'SalesforceCC.Cmdlets.dll') |
            Where-Object { $_ -notmatch '^(System\.|System$|netstandard$|mscorlib$|Microsoft\.Win32\.)' }
        $others | Where-Object { $_ -notin 'SalesforceCC.Client', 'Microsoft.Bcl.TimeProvider', 'Microsoft.Bcl.AsyncInterfaces' } | Should -BeNullOrEmpty
        $others | Should -Contain 'SalesforceCC.Client'
    }

    It '<Build>: ships what it must, and nothing else' -ForEach $builds {
        $allowed = if ($Build -eq 'net8.0') {
            'SalesforceCC.Client', 'Polly.Core', 'Sylvan.Data.Csv', 'System.IO.Hashing', 'Microsoft.Bcl.TimeProvider'
            # gRPC, and what it refers to.
            'Google.Protobuf', 'Grpc.Core.Api', 'Grpc.Net.Client', 'Grpc.Net.Common', 'Microsoft.Extensions.Logging.Abstractions', 'Microsoft.Extensions.DependencyInjection.Abstractions'
        }
        else {
            'SalesforceCC.Client', 'Polly.Core', 'Sylvan.Data.Csv', 'System.IO.Hashing', 'Microsoft.Bcl.TimeProvider', 'Microsoft.Bcl.AsyncInterfaces', 'System.Text.Json', 'System.Text.Encodings.Web', 'System.IO.Pipelines', 'System.Formats.Asn1',
            'System.Memory', 'System.Buffers', 'System.Numerics.Vectors', 'System.Runtime.CompilerServices.Unsafe', 'System.Threading.Tasks.Extensions',
            'System.ValueTuple', 'System.ComponentModel.Annotations', 'System.Reflection.Emit', 'System.Reflection.Emit.ILGeneration', 'System.Reflection.Emit.Lightweight', 'System.Net.Http', 'Microsoft.Bcl.HashCode'
        }
        $shipped = (Get-ChildItem (Join-Path $Path 'deps') -Filter *.dll).BaseName
        $shipped | Where-Object { $_ -notin $allowed } | Should -BeNullOrEmpty
        (Get-ChildItem $Path -Filter *.dll).Name | Should -Be 'SalesforceCC.Cmdlets.dll'
    }

    It '<Build>: names each package that it ships in THIRD-PARTY-NOTICES.txt' -ForEach $builds {
        $files = (Get-Content (Join-Path (Split-Path $manifest) 'THIRD-PARTY-NOTICES.txt')) -match '^(Files:)?\s+\S+\.dll$' -replace '^(Files:)?\s+'
        $shipped = (Get-ChildItem (Join-Path $Path 'deps/*.dll') -Exclude SalesforceCC.*).Name
        $shipped | Should -Not -BeNullOrEmpty
        $shipped | Where-Object { $_ -notin $files } | Should -BeNullOrEmpty
    }

    It '<Build>: refers only to what it ships, or what the runtime has' -ForEach $builds {
        $deps = Get-ChildItem (Join-Path $Path 'deps') -Filter *.dll
        $runtime = Split-Path ([object].Assembly.Location)
        foreach ($dll in $deps) {
            foreach ($name in Get-Reference $dll.FullName) {
                ($name -in $deps.BaseName) -or (Test-Path (Join-Path $runtime "$name.dll")) | Should -BeTrue -Because "$($dll.Name) refers to $name"
            }
        }
    }

    It 'THIRD-PARTY-NOTICES.txt names nothing else, and has the copyright and the text of the license of each package' {
        $text = Get-Content (Join-Path (Split-Path $manifest) 'THIRD-PARTY-NOTICES.txt') -Raw
        $list, $texts = $text -split '(?m)^License text: ', 2
        $packages = @($list -split '(?m)^=+\r?\n' | Select-Object -Skip 1 | Where-Object { $_.Trim() })
        $packages.Count | Should -BeGreaterThan 4
        foreach ($package in $packages) {
            $package | Should -Match '(?m)^Copyright:\s+Copyright ' -Because $package
            $license = [regex]::Match($package, '(?m)^License:\s+(\S+)').Groups[1].Value
            "License text: $texts" | Should -Match "(?m)^License text: $([regex]::Escape($license))\r?\n\r?\n(.*\n){10}" -Because $package
        }

        # The folder for tests has one of the two builds only.
        if ((Get-TestBuild) -ne 'net8.0') { return }
        $shipped = (Get-ChildItem (Join-Path (Split-Path $manifest) 'bin/*/deps/*.dll')).Name
        [regex]::Matches($list, '(?m)^(?:Files:)?\s+(\S+\.dll)\r?$').ForEach({ $_.Groups[1].Value }) | Where-Object { $_ -notin $shipped } | Should -BeNullOrEmpty
    }

    It 'the emulator shares no code with what it tests' {
        $emulator = Get-TestEmulatorPath
        Get-Reference $emulator | Where-Object { $_ -like 'SalesforceCC.*' } | Should -BeNullOrEmpty
        Get-ChildItem (Split-Path $emulator) -Filter 'SalesforceCC.*.dll' | ForEach-Object Name | Should -Be 'SalesforceCC.Emulator.dll'
    }
}
