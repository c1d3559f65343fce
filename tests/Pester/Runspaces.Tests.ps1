BeforeAll {
    Import-TestModule
    $org = Start-TestOrg
    $manifest = Get-TestModulePath

    # A runspace as a host makes them for another tenant: it shares the process, and nothing else.
    function New-Runspace {
        $state = [initialsessionstate]::CreateDefault2()
        $state.ImportPSModule(@($manifest))
        $runspace = [runspacefactory]::CreateRunspace($state)
        $runspace.Open()
        $runspace
    }

    function Invoke-Runspace([runspace] $Runspace, [scriptblock] $Script, [object[]] $Arguments) {
        $shell = [powershell]::Create($Runspace).AddScript($Script)
        foreach ($argument in $Arguments) { $null = $shell.AddArgument($argument) }
        try {
            $shell.Invoke()
            if ($shell.HadErrors -and $shell.Streams.Error.Count) { throw $shell.Streams.Error[0] }
        }
        finally { $shell.Dispose() }
    }
}

AfterAll { Stop-TestOrg $org }

Describe 'Runspaces' {
    BeforeEach {
        $session = Connect-TestOrg $org @{ Name = 'mine' }
        $other = New-Runspace
        Clear-OrgRequest $org
    }

    AfterEach {
        $other.Dispose()
        Get-SfSession | Disconnect-SfSession
    }

    It 'see no session of one another' {
        Invoke-Runspace $other { Get-SfSession } | Should -BeNullOrEmpty
        Invoke-Runspace $other { try { Get-SfLimit } catch { $_.FullyQualifiedErrorId } } | Should -BeLike 'NOT_CONNECTED,*'
        Invoke-Runspace $other { try { Get-SfLimit -Session mine } catch { "$_" } } | Should -BeLike "*no session 'mine'*"
    }

    It 'have a default and names of their own' {
        $theirs = Invoke-Runspace $other { param($org) Connect-SfClientCredentials $org.url -ClientId $org.consumerKey -ClientSecret $org.Secret -Name mine } $org

        $theirs[0] | Should -Not -Be $session
        Get-SfSession | Should -Be $session
        $session.IsDefault | Should -BeTrue
        Invoke-Runspace $other { (Get-SfSession).Name } | Should -Be 'mine'

        Get-SfSession | Disconnect-SfSession
        Invoke-Runspace $other { (Get-SfLimit DailyApiRequests).Name } | Should -Be 'DailyApiRequests'
    }

    It 'share a session that is handed over' {
        Invoke-Runspace $other { param($s) (Invoke-SfQuery 'SELECT Username FROM User LIMIT 1' -Session $s).Username } $session | Should -BeLike '*@*'
        $session.ApiCalls | Should -Be 1
    }

    It 'do not change each other''s default' {
        $second = Connect-TestOrg $org @{ Name = 'second'; NoDefault = $true }
        # The oldest one would be found first.
        Invoke-Runspace $other { param($s) Select-SfSession $s; (Get-SfSession | Where-Object IsDefault).Name } $second | Should -Be 'second'

        (Get-SfSession | Where-Object IsDefault) | Should -Be $session
        $before = $session.ApiCalls
        $null = Get-SfLimit
        $session.ApiCalls | Should -Be ($before + 1)

        Select-SfSession $second
        Invoke-Runspace $other { param($s) Select-SfSession $s } $session
        (Get-SfSession | Where-Object IsDefault) | Should -Be $second
    }

    It 'that end leave alone what they were given' {
        Invoke-Runspace $other { param($s) Select-SfSession $s } $session
        $other.Close()

        Get-SfLimit DailyApiRequests | Should -Not -BeNullOrEmpty
    }

    It 'that end leave alone what they gave away' {
        $theirs = Invoke-Runspace $other { param($org) Connect-SfClientCredentials $org.url -ClientId $org.consumerKey -ClientSecret $org.Secret -Name theirs } $org
        $other.Close()

        Get-SfLimit DailyApiRequests -Session $theirs[0] | Should -Not -BeNullOrEmpty
    }

    It 'in which the module is removed leave alone what they were given' {
        Invoke-Runspace $other { param($s) Select-SfSession $s; Remove-Module SalesforceCC } $session

        Get-SfLimit DailyApiRequests | Should -Not -BeNullOrEmpty
    }
}

Describe 'A host with 50 runspaces' {
    It 'shows each its own session, and no other' {
        $pool = [runspacefactory]::CreateRunspacePool(50, 50, $(
                $state = [initialsessionstate]::CreateDefault2()
                $state.ImportPSModule(@($manifest))
                $state
            ), $Host)
        $pool.Open()
        $connected = [System.Threading.Barrier]::new(50)
        try {
            $runs = foreach ($i in 1..50) {
                $shell = [powershell]::Create()
                $shell.RunspacePool = $pool
                $null = $shell.AddScript({
                        param($Org, $I, $Connected)
                        $null = Connect-SfClientCredentials $Org.url -ClientId $Org.consumerKey -ClientSecret $Org.Secret -Name "tenant $I"
                        # All are connected before the first looks.
                        $null = $Connected.SignalAndWait([timespan]::FromMinutes(5))
                        $calls = (Get-SfSession).ApiCalls
                        $null = Get-SfLimit
                        [pscustomobject]@{
                            Names  = @(Get-SfSession | ForEach-Object Name)
                            Calls  = (Get-SfSession).ApiCalls - $calls
                            Others = @(1..50 | Where-Object { $_ -ne $I } | Where-Object { try { $null = Get-SfToken -Session "tenant $_"; $true } catch { $false } })
                        }
                        Get-SfSession | Disconnect-SfSession
                    }).AddParameters(@{ Org = $org; I = $i; Connected = $connected })
                @{ I = $i; Shell = $shell; Run = $shell.BeginInvoke() }
            }
            foreach ($run in $runs) {
                $seen = $run.Shell.EndInvoke($run.Run)
                $seen.Names | Should -Be "tenant $($run.I)"
                $seen.Calls | Should -Be 1
                $seen.Others | Should -BeNullOrEmpty
            }
        }
        finally {
            $runs | ForEach-Object { $_.Shell.Dispose() }
            $pool.Dispose()
        }
    }
}

Describe 'Two orgs in one runspace' {
    BeforeAll { $second = Start-TestOrg }
    AfterAll { Stop-TestOrg $second }
    AfterEach { Get-SfSession | Disconnect-SfSession }

    It 'are asked each through its own session, with its own token' {
        $one = Connect-TestOrg $org @{ Name = 'one' }
        $two = Connect-TestOrg $second @{ Name = 'two' }
        $org, $second | Clear-OrgRequest

        $null = Invoke-SfQuery 'SELECT COUNT() FROM User' -Session one
        Get-OrgRequest $second | Should -BeNullOrEmpty
        $null = Invoke-SfQuery 'SELECT COUNT() FROM User'
        @(Get-OrgRequest $org '*/query*') | Should -HaveCount 1
        @(Get-OrgRequest $second '*/query*') | Should -HaveCount 1
        $one.ApiCalls, $two.ApiCalls | Should -Be 1, 1
        Get-SfToken -Session one -AsPlainText | Should -Not -Be (Get-SfToken -Session two -AsPlainText)
    }

    It 'can be used in turn in one pipeline' {
        $null = Connect-TestOrg $org @{ Name = 'one' }
        $null = Connect-TestOrg $second @{ Name = 'two' }
        $pairs = Invoke-SfQuery 'SELECT Username FROM User ORDER BY Username' -Session one | ForEach-Object {
            [pscustomobject]@{ One = $_.Username; Two = (Invoke-SfQuery 'SELECT Username FROM User WHERE Username = :name' @{ name = $_.Username } -Session two).Username }
        }
        $pairs.One | Should -Be $pairs.Two
    }
}

Describe 'The module, removed and imported again' {
    It 'knows no session of before, and works' {
        $other = New-Runspace
        try {
            $seen = Invoke-Runspace $other {
                param($org, $manifest)
                $old = Connect-SfClientCredentials $org.url -ClientId $org.consumerKey -ClientSecret $org.Secret -Name before
                Remove-Module SalesforceCC
                Import-Module $manifest
                @(Get-SfSession).Count
                try { $null = Get-SfLimit -Session $old; 'used' } catch { $_.FullyQualifiedErrorId.Split(',')[0] }
                $null = Connect-SfClientCredentials $org.url -ClientId $org.consumerKey -ClientSecret $org.Secret -Name after
                (Get-SfLimit DailyApiRequests).Name
            } $org, $manifest
            $seen | Should -Be 0, 'SESSION_CLOSED', 'DailyApiRequests'
        }
        finally { $other.Dispose() }
    }
}

Describe 'ForEach-Object -Parallel' {
    BeforeEach {
        $session = Connect-TestOrg $org
        Clear-OrgRequest $org
    }

    AfterEach { Get-SfSession | Disconnect-SfSession }

    It 'shares a session, and its token' {
        $names = 1..20 | ForEach-Object -ThrottleLimit 5 -Parallel {
            Import-Module $using:manifest
            (Invoke-SfQuery 'SELECT Username FROM User WHERE Username = :name' @{ name = $using:org.runAsUsername } -Session $using:session).Username
        }

        $names | Should -HaveCount 20
        $names | Select-Object -Unique | Should -Be $org.runAsUsername
        Get-OrgRequest $org -Path '*token' | Should -BeNullOrEmpty
    }

    It 'finds no default session inside' {
        1 | ForEach-Object -Parallel {
            Import-Module $using:manifest
            try { Get-SfLimit } catch { $_.FullyQualifiedErrorId }
        } | Should -BeLike 'NOT_CONNECTED,*'
    }

    It 'of 64 callers that meet a dead token: one fetches a new one, and all go on' {
        # All 64 are on their way before the first hears that the token is dead.
        $null = Invoke-OrgKnob $org faults POST @{ path = '*/limits'; count = 64; delayMs = 1000 }
        Stop-OrgToken $org

        $limits = 1..64 | ForEach-Object -ThrottleLimit 64 -Parallel {
            $client = $using:session
            & (Get-Command Get-SfLimit -Module (Import-Module $using:manifest -PassThru)) DailyApiRequests -Session $client
        }

        $limits | Should -HaveCount 64
        Get-OrgRequest $org -Path '*token' | Should -HaveCount 1
        @(Get-OrgRequest $org -Path '*/limits').Where({ $_.status -eq 200 }) | Should -HaveCount 64
        @(Get-OrgRequest $org -Path '*/limits').Where({ $_.status -eq 401 }).Count | Should -BeGreaterThan 1
    }

    It 'reads a vault one at a time' {
        $null = Use-TestVault
        try {
            $name = Set-TestSecret parallel ([pscredential]::new($org.consumerKey, $org.Secret))
            $vault = Get-TestVaultName

            $sessions = 1..8 | ForEach-Object -ThrottleLimit 8 -Parallel {
                Import-Module $using:manifest
                Connect-SfClientCredentials ($using:org).url -SecretName $using:name -VaultName $using:vault
            }

            $sessions | Should -HaveCount 8
        }
        finally { Remove-TestVault }
    }
}

Describe 'Thread jobs' {
    BeforeEach { $session = Connect-TestOrg $org }
    AfterEach { Get-SfSession | Disconnect-SfSession }

    It 'share a session, and give typed rows' {
        $row = Start-ThreadJob {
            Import-Module $using:manifest
            Invoke-SfQuery 'SELECT Username, CreatedDate FROM User LIMIT 1' -Session $using:session
        } | Receive-TestJob

        $row.CreatedDate | Should -BeOfType [datetimeoffset]
        $row.PSTypeNames[0] | Should -Be 'Salesforce.User'
    }
}

Describe 'A pipeline inside of another' {
    BeforeEach { $session = Connect-TestOrg $org }
    AfterEach { Get-SfSession | Disconnect-SfSession }

    It 'runs commands between the rows of a query' {
        $users = Invoke-SfQuery 'SELECT Id, ProfileId FROM User' | ForEach-Object {
            Invoke-SfQuery 'SELECT Name FROM Profile WHERE Id = :id' @{ id = $_.ProfileId } | ForEach-Object { (Get-SfLimit DailyApiRequests).Name; $_.Name }
        }
        $users | Should -Contain 'DailyApiRequests'
    }

    It 'reads the vault for a query in the middle of another' {
        $null = Use-TestVault
        try {
            $name = Set-TestSecret nested ([pscredential]::new($org.consumerKey, $org.Secret))
            $null = Connect-SfClientCredentials $org.url -SecretName $name
            $null = Invoke-SfQuery 'SELECT Id FROM User' | Select-Object -First 1 | ForEach-Object {
                Set-OrgSecret $org 'rotated'
                $null = Set-TestSecret nested ([pscredential]::new($org.consumerKey, (ConvertTo-SecureString 'rotated' -AsPlainText -Force)))
                Stop-OrgToken $org
                Get-SfLimit
            }
            (Get-OrgRequest $org -Path '*token')[-1].status | Should -Be 200
        }
        finally {
            Set-OrgSecret $org $org.consumerSecret
            Remove-TestVault
        }
    }
}
