# The help is made from comments; here it is checked as a user meets it, and every example is run.
BeforeDiscovery {
    Import-TestModule
    $commands = Get-Command -Module SalesforceCC -CommandType Cmdlet
    $helps = $commands | ForEach-Object { @{ Name = $_.Name; Help = Get-Help $_.Name -Full } }

    $examples = foreach ($help in $helps) {
        $number = 0
        foreach ($example in $help.Help.examples.example) {
            $number++
            @{ Name = "$($help.Name), example $number"; Code = $example.code }
        }
    }

    # In the topic, paragraphs that are indented twice are code; in the list of steps no line stands alone like that.
    $topic = Get-Content (Join-Path (Get-Module SalesforceCC).ModuleBase 'en-US/about_SalesforceCC.help.txt') -Raw
    $number = 0
    $samples = $topic -split '\r?\n(?:\r?\n)+' -match '\A {8}' | ForEach-Object {
        $number++
        @{ Name = "about_SalesforceCC, sample $number"; Code = ($_ -replace '(?m)^ {8}').TrimEnd() }
    }
}

BeforeAll {
    Import-TestModule
    $module = Get-Module SalesforceCC
}

Describe 'The help file' {
    BeforeAll {
        $file = Join-Path $module.ModuleBase 'en-US/SalesforceCC.Cmdlets.dll-Help.xml'

        function Invoke-FreshShell([string] $Language, [string] $Script) {
            # As a dotnet tool, PowerShell is a dll that dotnet runs.
            $shell = [Environment]::ProcessPath
            $start = [Diagnostics.ProcessStartInfo]::new($shell)
            if ((Split-Path $shell -LeafBase) -eq 'dotnet') { $start.ArgumentList.Add([Environment]::GetCommandLineArgs()[0]) }
            foreach ($argument in '-NoProfile', '-NonInteractive', '-Command', $Script) { $start.ArgumentList.Add($argument) }
            $start.RedirectStandardOutput = $true
            'LC_ALL', 'LC_MESSAGES' | ForEach-Object { $null = $start.Environment.Remove($_) }
            if ($Language) { $start.Environment['LANG'] = $Language } else { $null = $start.Environment.Remove('LANG') }
            $process = [Diagnostics.Process]::Start($start)
            $process.StandardOutput.ReadToEnd().Trim()
            $process.WaitForExit()
        }
    }

    It 'is well-formed, and has no element without content' {
        $document = [xml]::new()
        $document.PreserveWhitespace = $true
        $document.Load($file)
        $document.SelectNodes('//*[not(node())]') | ForEach-Object { $_.OuterXml } | Should -BeNullOrEmpty
    }

    It 'is found whatever the language' -ForEach '', 'C', 'en_US.UTF-8', 'de_DE.UTF-8' {
        $script = "Import-Module '$(Get-TestModulePath)'; (Get-Help Get-SfLimit).Synopsis"
        Invoke-FreshShell -Language $_ $script | Should -Be (Get-Help Get-SfLimit).Synopsis
    }
}

Describe 'about_SalesforceCC' {
    It 'is found by Get-Help' {
        (Get-Help about_SalesforceCC) -join "`n" | Should -Match 'SHORT DESCRIPTION'
        (Get-Help about_Salesforce*).Synopsis | Should -Match 'Salesforce'
    }

    It 'fits into 80 columns, in plain text' {
        $lines = Get-Content (Join-Path $module.ModuleBase 'en-US/about_SalesforceCC.help.txt')
        $lines | Where-Object { $_.Length -gt 80 -or $_ -match '[^\x20-\x7e]|\s$' } | Should -BeNullOrEmpty
    }

    It 'names only commands and parameters that exist' {
        $text = Get-Content (Join-Path $module.ModuleBase 'en-US/about_SalesforceCC.help.txt') -Raw
        [regex]::Matches($text, '\b[A-Z][a-z]+-Sf[A-Za-z]+').Value | Sort-Object -Unique | Should -BeIn $module.ExportedCmdlets.Keys
        $known = @($module.ExportedCmdlets.Values.Parameters.Keys) + @('AsSecureString', 'Parallel', 'First', 'Name', 'Secret', 'Module')
        [regex]::Matches($text, '(?<=\s)-([A-Z][A-Za-z]+)').ForEach({ $_.Groups[1].Value }) | Sort-Object -Unique | Should -BeIn $known
    }
}

Describe 'Help of <Name>' -ForEach $helps {
    It 'has a synopsis' { $Help.Synopsis | Should -Match '^[A-Z].*\.$' }

    It 'has a description' { $Help.description.Text -join '' | Should -Match '\.$' }

    It 'has an example with an explanation' {
        $Help.examples.example | Should -Not -BeNullOrEmpty
        $Help.examples.example | ForEach-Object { $_.remarks.Text -join '' | Should -Match '\w' }
    }

    It 'has the syntax that the command has' {
        $syntax = @($Help.syntax.syntaxItem)
        $sets = @((Get-Command $Name).ParameterSets)
        $syntax.Count | Should -Be $sets.Count
        for ($i = 0; $i -lt $sets.Count; $i++) {
            $common = [Management.Automation.Cmdlet]::CommonParameters
            $expected = $sets[$i].Parameters | Where-Object Name -NotIn $common
            $syntax[$i].parameter.name | Sort-Object | Should -Be ($expected.Name | Sort-Object)
            ($syntax[$i].parameter | Where-Object required -EQ 'true').name | Sort-Object | Should -Be (($expected | Where-Object IsMandatory).Name | Sort-Object)
        }
    }

    It 'has a text for each parameter' {
        # From the help that has been read; each Get-Help -Parameter reads all of it again.
        $texts = @{}
        foreach ($parameter in $Help.parameters.parameter) { $texts[$parameter.name] = $parameter.description.Text -join '' }
        $names = @((Get-Command $Name).Parameters.Keys | Where-Object { $_ -notin [Management.Automation.Cmdlet]::CommonParameters })
        $names | Where-Object { $texts[$_] -notmatch '\.$' } | Should -BeNullOrEmpty
        $texts.Keys | Where-Object { $_ -notin $names } | Should -BeNullOrEmpty
    }

    It 'refers to commands that exist' {
        $text = $Help.description.Text -join "`n"
        $related = if ($module.ProjectUri) { $Help.relatedLinks.navigationLink.linkText -ne 'Online version:' }
        else { [regex]::Match($text, 'See also: (.*)\.\z').Groups[1].Value -split ', ' }
        $related | Should -Contain 'about_SalesforceCC'
        $related | Where-Object { $_ -ne 'about_SalesforceCC' } | ForEach-Object { Get-Command $_ -Module SalesforceCC | Should -Not -BeNullOrEmpty }
    }

    It 'names an online page where there is one, and only there' {
        $text = Get-Help $Name | Out-String -Width 200
        if ($module.ProjectUri) { $text | Should -Match ([regex]::Escape($module.ProjectUri)) } else { $text | Should -Not -Match 'online' }
    }
}

Describe '<Name>' -ForEach ($examples + $samples) {
    It 'parses, and calls only what exists' {
        $tokens = $errors = $null
        $ast = [Management.Automation.Language.Parser]::ParseInput($Code, [ref] $tokens, [ref] $errors)
        $errors | Should -BeNullOrEmpty
        foreach ($call in $ast.FindAll({ $args[0] -is [Management.Automation.Language.CommandAst] }, $true)) {
            $command = Get-Command $call.GetCommandName() -ErrorAction Ignore
            if ($call.GetCommandName() -notlike '*-Sf*') { continue }
            $command.Module.Name | Should -Be SalesforceCC
            $known = @($command.Parameters.Keys) + @($command.Parameters.Values.Aliases)
            $call.CommandElements.Where({ $_ -is [Management.Automation.Language.CommandParameterAst] }).ForEach({ $_.ParameterName | Should -BeIn $known })
        }
    }

    It 'fits into 80 columns' {
        # Get-Help indents by four, and keeps the last column free.
        $Code -split "`n" | Where-Object Length -GT 75 | Should -BeNullOrEmpty
    }
}

Describe 'Running the examples' {
    BeforeAll {
        # Examples speak of acme, of its sandbox dev and of secrets in a vault. All that is this org and a stand-in: a
        # real vault may hold secrets of these names.
        $org = Start-TestOrg -Rows 100 -With @{ http2 = $true }
        $null = Use-TestVault -StandIn
        $vault = Get-TestVaultName
        $pair = [pscredential]::new($org.consumerKey, $org.Secret)
        'salesforce', 'dev' | ForEach-Object { Set-Secret -Name $_ -Secret $pair -Vault $vault }

        # Another app, for what a session must not do to its own.
        $org | Add-Member NoteProperty Admin ($org | Add-OrgApp @{})
        Set-Secret -Name admin -Secret ([pscredential]::new($org.Admin.consumerKey, $org.Admin.Secret)) -Vault $vault

        # Some examples set an org up, which is for users who may modify metadata.
        $rights = Connect-TestOrg $org @{ Name = 'rights'; NoDefault = $true }
        $set = (Invoke-SfQuery "SELECT Id FROM PermissionSet WHERE Name = 'Integration_Data_Access'" -Session $rights).Id
        Invoke-SfRest "sobjects/PermissionSet/$set" -Method PATCH -Body @{ PermissionsModifyMetadata = $true } -Session $rights

        # Examples write records, some of which are in files.
        $account = Invoke-SfRest sobjects/Account -Method POST -Body @{ Name = 'Acme' } -Session $rights
        $null = Invoke-SfRest sobjects/Invoice__c -Method POST -Body @{ Account__c = $account.id; External_Id__c = '42' } -Session $rights
        $old = Invoke-SfRest sobjects/Lead -Method POST -Body @{ LastName = 'Old'; Company = 'Old' } -Session $rights
        Set-Content "$TestDrive/people.csv" 'LastName,FirstName', 'Lovelace,Ada', 'Hopper,Grace'
        Set-Content "$TestDrive/orders.csv" 'Order_Number__c,Amount__c', 'A-1,12.5'
        Set-Content "$TestDrive/lines.csv" 'Invoice,Quantity', '42,1', '42,2.5'
        Set-Content "$TestDrive/invoices.csv" 'External_Id__c,Account__c', "42,$($account.id)", "43,$($account.id)"
        Set-Content "$TestDrive/old.csv" 'Id', $old.id
        Set-Content "$TestDrive/customers.csv" 'Name,Phone', 'Initech,1', 'Umbrella,2'
        Set-Content "$TestDrive/leads-1.csv.gz" 'LastName,Email', 'Ada,ada@acme.example'
        $null = Invoke-SfRest sobjects/Contact -Method POST -Body @{ LastName = 'Ada'; Email = 'ada@acme.example' } -Session $rights

        $tested = 'AccountTest', 'OrderTest' | ForEach-Object {
            @{ name = $_; methods = @(@{ name = 'createsAccount' }); coverage = @(@{ name = 'Accounts'; covered = 1, 2; uncovered = @(3) }) }
        }
        $null = Invoke-OrgKnob $org apex-tests POST @{ classes = $tested; suites = @(@{ name = 'Nightly'; classes = 'AccountTest', 'OrderTest' }) }

        # The org knows the user's password and the app's key.
        $rsa = [Security.Cryptography.RSA]::Create(2048)
        $userId = (Invoke-OrgKnob $org apps)[0].runAsUserId
        $null = Invoke-OrgKnob $org "users/$userId/login" POST @{ password = $org.consumerSecret; securityToken = $org.consumerSecret }
        $null = Invoke-OrgKnob $org settings POST @{ trustedNetwork = $true }
        $null = Invoke-OrgKnob $org "apps/$($org.consumerKey)" PATCH @{ certificate = $rsa.ExportSubjectPublicKeyInfoPem(); approvedUsers = @($userId) }
        Set-Content "$TestDrive/acme.pem" $rsa.ExportPkcs8PrivateKeyPem()
        $request = [Security.Cryptography.X509Certificates.CertificateRequest]::new('CN=acme', $rsa, 'SHA256', [Security.Cryptography.RSASignaturePadding]::Pkcs1)
        $certificate = $request.CreateSelfSigned([datetimeoffset]::UtcNow.AddDays(-1), [datetimeoffset]::UtcNow.AddDays(1))
        [IO.File]::WriteAllBytes("$TestDrive/acme.pfx", $certificate.Export('Pfx'))

        $before = @{}
        $environment = @{
            SF_DOMAIN = $org.url; SF_CLIENT_ID = $org.consumerKey; SF_CLIENT_SECRET = $org.consumerSecret; SF_ACCESS_TOKEN = $null
            SALESFORCECC_CONFIG_HOME = "$TestDrive/config"
            # -Parallel starts runspaces of its own, which find the module as an installed one.
            PSModulePath = (Split-Path (Split-Path $module.ModuleBase)) + [IO.Path]::PathSeparator + $env:PSModulePath
        }
        foreach ($name in $environment.Keys) {
            $before[$name] = [Environment]::GetEnvironmentVariable($name)
            [Environment]::SetEnvironmentVariable($name, $environment[$name])
        }

        # What an example finds when it starts: two sessions, a key, and somebody who answers prompts.
        $start = {
            param($Manifest, $Org, $Folder)
            $ErrorActionPreference = 'Stop'
            Import-Module $Manifest
            Set-Location $Folder
            function Read-Host { $Org.Secret }
            function Get-Credential { param($UserName = $Org.consumerKey, $Message) [pscredential]::new($UserName, $Org.Secret) }
            function sf { @{ result = @{ accessToken = Get-SfToken -Session dev -AsPlainText; instanceUrl = $Org.url } } | ConvertTo-Json }
            $key = $Org.consumerKey
            # An example that receives events would wait for ever.
            $PSDefaultParameterValues['Receive-SfEvent:TimeoutSec'] = 1
            $PSDefaultParameterValues['Invoke-RestMethod:AllowUnencryptedAuthentication'] = $true
            # An org on this machine has its Pub/Sub API on a port of its own.
            $PSDefaultParameterValues['*-SfEvent*:PubSubEndpoint'] = $Org.http2Url
            $at = @{ Domain = $Org.url; ClientId = $key; ClientSecret = $Org.Secret }
            $session = Connect-SfClientCredentials @at -Name acme.my.salesforce.com
            $null = Connect-SfClientCredentials @at -Name dev -NoDefault
            Unregister-SfConnection *
            'dev', 'old' | ForEach-Object { Register-SfConnection $_ $Org.url -SecretName salesforce }
            $null = Connect-SfClientCredentials $Org.url -ClientId $Org.Admin.consumerKey -ClientSecret $Org.Admin.Secret -Name admin -NoDefault
        }

        $worker = Connect-TestOrg $org @{ Name = 'worker'; NoDefault = $true }
        $talk = 'for (Integer i = 0; i < 10; i++) System.debug(i);'

        # What the test org does not have, it is told to answer.
        $sandbox = @{ attributes = @{ type = 'Organization' }; IsSandbox = $true }
        $class = @{ attributes = @{ type = 'ApexClass' }; Name = 'Scheduler'; Status = 'Active' }
        $given = @{
            'Get-SfIdentity' = @{ path = '*/query'; skip = 1; status = 200; body = @{ totalSize = 1; done = $true; records = @($sandbox) } }
            'Invoke-SfQuery' = @{ path = '*/tooling/query'; status = 200; body = @{ totalSize = 1; done = $true; records = @($class) } }
        }

        function Invoke-Example([string] $Name, [string] $Code) {
            $shell = [powershell]::Create()
            $answer = $given[($Name -split ',')[0]]
            if ($answer) { $org | Set-OrgFault $answer }
            try {
                $null = $shell.AddScript($start, $false).AddParameters(@("$(Get-TestModulePath)", $org, "$TestDrive")).AddStatement()
                $null = $shell.AddScript((Set-Domain $Code), $false)
                $run = $shell.BeginInvoke()
                # An example that waits for what others do needs somebody who does it.
                while ($Code -match '-Tail\b' -and -not $run.AsyncWaitHandle.WaitOne(500)) { $null = Invoke-SfApex $talk -Session $worker }
                if (-not $run.AsyncWaitHandle.WaitOne(300000)) { throw "The example '$Name' does not end." }
                @{ Output = $shell.EndInvoke($run); Errors = @($shell.Streams.Error) }
            }
            catch { @{ Output = @(); Errors = @($_) } }
            finally {
                $shell.Dispose()
                $org | Clear-OrgFault
            }
        }

        # acme is the test org's host, wherever an example connects, and its user is the org's. Nobody waits long for events.
        function Set-Domain([string] $Code) {
            $Code -replace '\bacme(--dev)?(?=\s)', $org.url -replace 'integration@acme\.com(\.dev)?', $org.runAsUsername -replace '(?<=Receive-SfEvent .*)-TimeoutSec \d+', '-TimeoutSec 1'
        }
    }

    AfterAll {
        foreach ($name in $before.Keys) { [Environment]::SetEnvironmentVariable($name, $before[$name]) }
        Remove-TestVault
        Stop-TestOrg $org
    }

    It '<Name> runs without error' -ForEach ($examples + $samples) {
        if ($Code -match '\bReceive-SfEvent\b' -and (Get-TestBuild) -ne 'net8.0') {
            Set-ItResult -Skipped -Because 'events are received in PowerShell 7 only'
            return
        }
        $result = Invoke-Example $Name $Code
        $result.Errors | Should -BeNullOrEmpty
    }

    It 'would fail for an example that does not' {
        (Invoke-Example 'None' 'Get-SfLimit -Nothing').Errors.Count | Should -Be 1
        (Invoke-Example 'None' 'Get-SfLimit NoSuchLimit -ErrorAction Continue').Errors.Count | Should -Be 1
    }
}
